// Calls that some file systems refuse, although they hold files well: which of them must work, and
// what is done without the others.
//
//   call                      where                      refused
//   mkdir, open, write,       everything that is         an error in words: without them nothing is
//   ftruncate, close          written                    written
//   rename over a name        OUT with --force, chunks   an error in words: else half a file could
//                                                        be seen
//   unlink                    probe, chunks when done    the probe: an error in words; afterwards a
//                                                        warning, since nothing is lost
//   fsync of a file           every file before it gets  done where the file system knows it: EIO,
//                             its name                   ENOSPC, EDQUOT are errors in words
//   fsync of a folder         after every new name       done where the file system knows it, the
//                                                        same errors
//   rename to a free name     OUT without --force        done where possible; else link and unlink;
//   (renameat2)                                          else the name is looked at first
//   flock of OUT.parts/lock   run, rerun, merge          done where possible; else a warning, a
//                                                        note in /run, and no unfinished file of
//                                                        another process is removed
//   flock of a results file   before it is read          done where possible; else nothing is known
//                                                        of who writes it
//
// A file system that will refuse is asked before the first economy runs (probe.hpp).
#pragma once

#include <string>

namespace taosweep {

/// True where the file system does not know a call, rather than failing at it.
bool is_unknown_call(int error);

/// Brings a file to the disk, where its file system knows how; errno, or 0.
int synchronise_file(const std::string& file);
/// The same for a folder's names.
int synchronise_folder(const std::string& folder);

/// Renames where nothing has the new name, in one call where possible, so that nothing can come in
/// between; errno, EEXIST where the name is taken, or 0.
int rename_to_free_name(const std::string& from, const std::string& to);

/// Takes a lock of a whole open file at once or not at all. EWOULDBLOCK where another process has
/// one that excludes it; any other errno where the file system gives none; 0 where it is held.
enum class LockKind { shared, exclusive };
int lock_at_once(int descriptor, LockKind kind);

}  // namespace taosweep

// Whether a file can be read at this moment, before any library looks into it.
#pragma once

#include <string>

#include "host/usage_error.hpp"

namespace taosweep {

/// A file of which nothing is known: it is in use, or the system refuses.
struct UnreadableFile : UsageError {
  using UsageError::UsageError;
};

/// What to do about a file that the system does not give.
inline constexpr const char* unreadable_advice =
    "it may be whole: give it back its rights, or try again where its disk answers";

/// Throws UnreadableFile where another program has the file open for writing, as HDF5 shows by a
/// lock. Nothing is known where the file, or a lock of it, cannot be had.
void refuse_in_use(const std::string& file);

/// Throws UsageError where the file is absent, and UnreadableFile where it is no
/// regular file, cannot be read, or is being written by another program: things that
/// are not damage, and that no --force puts right.
void refuse_unreadable(const std::string& file);

/// The same of a file that may be absent: before a command says how what stands there is replaced.
void refuse_unreadable_where_it_stands(const std::string& file);

}  // namespace taosweep

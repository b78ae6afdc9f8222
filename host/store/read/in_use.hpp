// Whether a file can be read at this moment, before any library looks into it.
#pragma once

#include <string>

#include "host/usage_error.hpp"

namespace taosweep {

/// A file of which nothing is known: it is in use, or the system refuses.
struct UnreadableFile : UsageError {
  using UsageError::UsageError;
};

/// Throws UnreadableFile where another program has the file open for writing, as HDF5 shows by a
/// lock. Nothing is known where the file, or a lock of it, cannot be had.
void refuse_in_use(const std::string& file);

/// Throws UsageError where the file is absent, and UnreadableFile where it is no regular file,
/// cannot be read, or is being written by another program: things that are not damage, and that no
/// --force puts right.
void refuse_unreadable(const std::string& file);

}  // namespace taosweep

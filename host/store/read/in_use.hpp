// Whether a file can be read at this moment, before any library looks into it.
#pragma once

#include <string>

#include "host/usage_error.hpp"

namespace taosweep {

/// A file of which nothing is known: it is in use, or the system refuses.
struct UnreadableFile : UsageError {
  using UsageError::UsageError;
};

/// Throws UsageError where the file is absent, and UnreadableFile where it is no regular file,
/// cannot be read, or is being written by another program: things that are not damage, and that no
/// --force puts right.
void refuse_unreadable(const std::string& file);

}  // namespace taosweep

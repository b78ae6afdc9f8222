// Whether a file can be read at this moment, before any library looks into it.
#pragma once

#include <string>

namespace taosweep {

/// Throws UsageError where the file is absent, no regular file, cannot be read, or is being written
/// by another program: three things that are not damage, and that no --force puts right.
void refuse_unreadable(const std::string& file);

}  // namespace taosweep

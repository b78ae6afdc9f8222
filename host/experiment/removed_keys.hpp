// Keys of earlier versions, and what takes their place.
#pragma once

#include "host/config/config_file.hpp"

namespace taosweep {

/// Throws UsageError that says what to write instead, where `line` has a key of an earlier version.
void refuse_removed_key(const ConfigLine& line);

/// False where a stored config has keys of an earlier version.
bool is_in_todays_words(const ConfigText& stored);

/// A stored config of an earlier version in the words of this one: it means the same economies.
/// Throws UsageError where an axis or an arm has a key that is gone.
ConfigText in_todays_words(ConfigText stored);

}  // namespace taosweep

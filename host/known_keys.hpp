// Words that a config may contain beside the parameters.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// Keys at the top of a config: title, question, hypothesis.
bool is_text_key(const std::string& key);

/// Every key of a plain section: all parameters, sweep.*, keep.*, and the texts at the top.
const std::vector<std::string>& known_keys();

/// Every section but [arm NAME].
const std::vector<std::string>& known_sections();

}  // namespace taosweep

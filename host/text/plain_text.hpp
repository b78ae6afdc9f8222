// Text that every reader sees alike: in configs, on terminals, in attributes.
#pragma once

#include <string>
#include <string_view>

namespace taosweep {

/// Why a line of a config is none, and what to do; empty = it is UTF-8 without control characters
/// (but tabs), bidirectional controls and separators of lines.
std::string reason_not_text(std::string_view line);

/// For terminals: what would move the cursor, change colours or turn the direction of writing, and
/// bytes that are no UTF-8, stand there as \x1B or \u{202E}. Newlines and tabs stay.
std::string shown(std::string_view text);

/// The same on one line: newlines are shown too.
std::string shown_on_a_line(std::string_view text);

/// For attributes: UTF-8 without NUL, nothing dropped; other bytes stand there as \xE9.
std::string valid_utf8(std::string_view text);

}  // namespace taosweep

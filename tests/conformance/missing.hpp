// What vectors may name although this version does not compute it.
#pragma once

#include <span>
#include <string>

namespace taosweep::conformance {

/// A rule of the chain that is not there yet.
struct Missing {
  const char* piece;
  const char* kind;    ///< an era or a variant, where the piece is computed for others; else ""
  const char* reason;  ///< what would have to come
};

/// All of them. A vector that names anything else, a misspelt piece say, fails.
std::span<const Missing> missing_rules();

/// The row of a piece, or of one kind of it; nullptr where there is none.
const Missing* find_missing(const std::string& piece, const std::string& kind);

}  // namespace taosweep::conformance

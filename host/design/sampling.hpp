// Which design a sweep has, and which of its points depend on each other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

namespace taosweep {

enum class DesignKind {
#define DESIGN(name, ...) name,
#include "host/design/designs.def"
#undef DESIGN
};

struct DesignInfo {
  const char* name;
  const char* units;     ///< what is independent of what, in the plural
  const char* sentence;  ///< for help
};
inline constexpr DesignInfo design_table[] = {
#define DESIGN(name, ...) {#name, __VA_ARGS__},
#include "host/design/designs.def"
#undef DESIGN
};

inline const DesignInfo& info_of(DesignKind kind) {
  return design_table[static_cast<int>(kind)];
}
/// Throws UsageError for a word that is none of them.
DesignKind parse_design(const std::string& word);

/// Fewest and most independent randomisations of a Latin or Sobol design: Student's t of their
/// means has one degree of freedom less.
inline constexpr std::uint64_t fewest_scrambles = 16, most_scrambles = 4096;

/// How the sampled axes are drawn.
struct Sampling {
  DesignKind kind = DesignKind::random;
  std::uint64_t scrambles = fewest_scrambles;  ///< of latin and sobol
  std::uint64_t seed = 0;

  /// True where points come from `scrambles` independent parts.
  bool scrambled() const { return kind == DesignKind::latin || kind == DesignKind::sobol; }
};

/// Vectors of a design that depend on each other. Points of one scramble fill the cube together,
/// and their scatter says nothing about the error of their mean: that of the scrambles' means does.
struct PointUnits {
  DesignKind kind = DesignKind::random;
  std::uint64_t scrambles = 0;  ///< 0: every vector is a unit of its own

  /// True where some vectors depend on each other.
  bool joined() const { return scrambles > 0; }
  /// Number of the unit of a vector. Vectors of scrambles alternate, so that more points keep those
  /// that there were.
  std::uint64_t unit(std::uint64_t vector) const { return joined() ? vector % scrambles : vector; }
  /// Units in the first `vectors` vectors.
  std::uint64_t count(std::uint64_t vectors) const {
    return joined() ? std::min(scrambles, vectors) : vectors;
  }
};
PointUnits units_of(const Sampling& sampling);
/// "sobol, 16 scrambles".
std::string units_text(const PointUnits& units);

}  // namespace taosweep

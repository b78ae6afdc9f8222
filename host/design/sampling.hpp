// Which design a sweep has, and which of its points depend on each other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/design/factors.hpp"

namespace taosweep {

enum class DesignKind {
#define DESIGN(name, ...) name,
#include "host/design/designs.def"
#undef DESIGN
};

struct DesignInfo {
  const char* name;
  const char* units;     ///< what is independent of what, in the plural
  const char* unit;      ///< and as files say it of one
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
  std::uint64_t levels = 4;            ///< of morris: 4 or 8
  std::vector<AxisGroup> groups = {};  ///< of saltelli: axes that move together
  bool second_order = false;           ///< of saltelli: rows tell pairs as well
  bool sobol_base = false;  ///< of saltelli: a and b come from scrambles of a Sobol sequence

  /// True where points come from `scrambles` independent parts.
  bool scrambled() const {
    return kind == DesignKind::latin || kind == DesignKind::sobol ||
           (kind == DesignKind::saltelli && sobol_base);
  }
  /// Points of a row or trajectory over so many sampled axes; 0 under other designs.
  std::uint64_t together(std::uint64_t axes) const {
    if (kind == DesignKind::saltelli)
      return (second_order ? 2 : 1) * factor_count(axes, groups) + 2;
    return kind == DesignKind::morris ? axes + 1 : 0;
  }
};

/// Vectors of a design that depend on each other. Points of one scramble fill the cube together,
/// and their scatter says nothing about the error of their mean: that of the scrambles' means does.
struct PointUnits {
  DesignKind kind = DesignKind::random;
  std::uint64_t scrambles = 0;  ///< 0: vectors, or rows, do not alternate between scrambles
  std::uint64_t together = 0;   ///< 0: vectors do not follow each other in rows or trajectories

  /// True where some vectors depend on each other.
  bool joined() const { return scrambles > 0 || together > 0; }
  /// Number of the unit of a vector. Vectors of scrambles alternate, those of rows and trajectories
  /// follow each other, and rows of scrambles alternate, so that more points keep those that there
  /// were.
  std::uint64_t unit(std::uint64_t vector) const {
    const std::uint64_t row = together > 0 ? vector / together : vector;
    return scrambles > 0 ? row % scrambles : row;
  }
  /// Units in the first `vectors` vectors.
  std::uint64_t count(std::uint64_t vectors) const {
    const std::uint64_t rows = together > 0 ? (vectors + together - 1) / together : vectors;
    return scrambles > 0 ? std::min(scrambles, rows) : rows;
  }
  /// What is independent of what, as people and files say it.
  const char* units_word() const { return named_by().units; }
  const char* unit_word() const { return named_by().unit; }

 private:
  const DesignInfo& named_by() const {
    return info_of(together > 0 && scrambles > 0 ? DesignKind::sobol : kind);
  }
};
/// Of a design over so many sampled axes.
PointUnits units_of(const Sampling& sampling, std::uint64_t axes);
/// "sobol, 16 scrambles", "saltelli, rows of 5 points, 16 scrambles".
std::string units_text(const PointUnits& units);
/// The same with how many rows or trajectories make so many vectors: "morris, 20 trajectories of 5
/// points".
std::string units_text(const PointUnits& units, std::uint64_t vectors);

}  // namespace taosweep

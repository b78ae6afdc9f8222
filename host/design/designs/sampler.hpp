// Uniform numbers behind the sampled axes, as each design places them. Made of whole numbers, the
// project's Philox and + - * / alone: the same bits everywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "host/design/design_draw.hpp"
#include "host/design/sampling.hpp"

namespace taosweep {

class Sampler {
 public:
  virtual ~Sampler() = default;
  /// Coordinate of a vector on an axis, 0 < u < 1.
  virtual double uniform(std::uint64_t vector, std::size_t axis) const = 0;
};

/// What a sampler is made for. Draws of an axis depend on its key, and not on the other axes.
struct Sampled {
  Sampling sampling;
  std::vector<std::string> keys;  ///< of the sampled axes
  std::uint64_t vectors = 0;

  std::vector<DrawKey> draw_keys() const { return {keys.begin(), keys.end()}; }
};

// Each in the file of its name.
std::unique_ptr<Sampler> random_sampler(const Sampled& what);
std::unique_ptr<Sampler> latin_sampler(const Sampled& what);
std::unique_ptr<Sampler> sobol_sampler(const Sampled& what);
std::unique_ptr<Sampler> saltelli_sampler(const Sampled& what);
std::unique_ptr<Sampler> morris_sampler(const Sampled& what);

inline std::unique_ptr<Sampler> make_sampler(const Sampled& what) {
  switch (what.sampling.kind) {
#define DESIGN(name, ...) \
  case DesignKind::name:  \
    return name##_sampler(what);
#include "host/design/designs.def"
#undef DESIGN
  }
  return nullptr;
}

/// Uses of the draws of a design beside the uniform number of a vector, which is use 0. Blocks of
/// levels of a scramble have the uses from scramble_levels on.
enum class DesignUse : std::uint32_t {
  shuffle = 1,
  place_in_stratum = 2,
  row = 3,
  first_level = 4,
  turn = 5,
  scramble_levels = 16
};

}  // namespace taosweep

// Latin hypercubes: M. D. McKay, R. J. Beckman, W. J. Conover (1979), Technometrics 21.
//   u = (s(i) + d) / n,   s a random permutation of 0 .. n-1 for each axis,  0 < d < 1
// Several independent ones, since the scatter within one says too much about the error of its mean.
// The strata of n points are not those of more points, so that a larger design has other points.
#include <numeric>
#include <utility>

#include "host/design/designs/sampler.hpp"

namespace taosweep {

namespace {

class Latin : public Sampler {
 public:
  explicit Latin(const Sampled& what)
      : what_(what),
        keys_(what.draw_keys()),
        cubes_(what.sampling.scrambles),
        strata_(what.vectors / cubes_),
        stratum_(what.keys.size() * cubes_ * strata_) {
    for (std::size_t axis = 0; axis < what.keys.size(); ++axis)
      for (std::uint64_t cube = 0; cube < cubes_; ++cube) shuffle(axis, cube);
  }

  double uniform(std::uint64_t vector, std::size_t axis) const override {
    const std::uint64_t cube = vector % cubes_, place = vector / cubes_;
    const double in_stratum =
        draw(DesignUse::place_in_stratum, axis, cube, static_cast<std::uint32_t>(place));
    return (stratum_[first(axis, cube) + place] + in_stratum) / static_cast<double>(strata_);
  }

 private:
  std::size_t first(std::size_t axis, std::uint64_t cube) const {
    return (axis * cubes_ + cube) * strata_;
  }
  double draw(DesignUse use, std::size_t axis, std::uint64_t cube, std::uint32_t place) const {
    return design_uniform_of(what_.sampling.seed, keys_[axis], static_cast<std::uint32_t>(use),
                             place, static_cast<std::uint32_t>(cube));
  }

  /// Each order is as likely as any other (R. A. Fisher, F. Yates 1938; R. Durstenfeld 1964).
  void shuffle(std::size_t axis, std::uint64_t cube) {
    std::uint32_t* order = stratum_.data() + first(axis, cube);
    std::iota(order, order + strata_, 0u);
    for (std::uint64_t left = strata_; left > 1; --left) {
      const double u = draw(DesignUse::shuffle, axis, cube, static_cast<std::uint32_t>(left));
      const auto chosen = static_cast<std::uint64_t>(u * static_cast<double>(left));
      std::swap(order[left - 1], order[std::min(chosen, left - 1)]);
    }
  }

  Sampled what_;
  std::vector<DrawKey> keys_;
  std::uint64_t cubes_, strata_;
  std::vector<std::uint32_t> stratum_;  // [axis][cube][place]
};

}  // namespace

std::unique_ptr<Sampler> latin_sampler(const Sampled& what) {
  return std::make_unique<Latin>(what);
}

}  // namespace taosweep

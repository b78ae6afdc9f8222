// Trajectories that move one axis at a time: M. D. Morris (1991), Technometrics 33. On p levels of
// each axis, p even, a trajectory starts at levels j that are all as likely,
//   u = (j + 1/2) / p,   a move takes j to (j + p / 2) mod p: u rises or falls by 1/2
// and moves each of the k axes once, in an order that is as likely as any other: k + 1 points. The
// levels lie in the middle of p equal parts, since many distributions have no quantile at 0 and 1.
#include <algorithm>
#include <numeric>

#include "host/design/designs/sampler.hpp"

namespace taosweep {

namespace {

class Morris : public Sampler {
 public:
  explicit Morris(const Sampled& what)
      : what_(what), keys_(what.draw_keys()), axes_(what.keys.size()) {
    const std::uint64_t trajectories = what.vectors / (axes_ + 1);
    turns_.resize(trajectories * axes_);
    for (std::uint64_t trajectory = 0; trajectory < trajectories; ++trajectory) order(trajectory);
  }

  double uniform(std::uint64_t vector, std::size_t axis) const override {
    const std::uint64_t trajectory = vector / (axes_ + 1), step = vector % (axes_ + 1);
    const std::uint64_t levels = what_.sampling.levels;
    const double u = draw(DesignUse::first_level, axis, trajectory);
    auto level = static_cast<std::uint64_t>(u * static_cast<double>(levels));
    if (step > turns_[trajectory * axes_ + axis]) level = (level + levels / 2) % levels;
    return (static_cast<double>(level) + 0.5) / static_cast<double>(levels);
  }

 private:
  double draw(DesignUse use, std::size_t axis, std::uint64_t trajectory) const {
    return design_uniform_of(what_.sampling.seed, keys_[axis], static_cast<std::uint32_t>(use),
                             static_cast<std::uint32_t>(trajectory), 0);
  }

  /// Axes move in the order of independent draws.
  void order(std::uint64_t trajectory) {
    std::vector<double> draws;
    for (std::size_t axis = 0; axis < axes_; ++axis)
      draws.push_back(draw(DesignUse::turn, axis, trajectory));
    std::vector<std::uint32_t> axes(axes_);
    std::iota(axes.begin(), axes.end(), 0u);
    std::sort(axes.begin(), axes.end(), [&](std::uint32_t a, std::uint32_t b) {
      return draws[a] != draws[b] ? draws[a] < draws[b] : a < b;
    });
    for (std::uint32_t turn = 0; turn < axes_; ++turn)
      turns_[trajectory * axes_ + axes[turn]] = turn;
  }

  Sampled what_;
  std::vector<DrawKey> keys_;
  std::size_t axes_;
  std::vector<std::uint32_t> turns_;  // [trajectory][axis]: when it moves
};

}  // namespace

std::unique_ptr<Sampler> morris_sampler(const Sampled& what) {
  return std::make_unique<Morris>(what);
}

}  // namespace taosweep

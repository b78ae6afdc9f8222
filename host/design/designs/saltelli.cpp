// Rows for first-order and total indices: A. Saltelli et al. (2010), Comput. Phys. Commun. 181.
// Over k factors, each an axis or a group of axes, a row has k + 2 points, from two points a and b:
//   a,  b,  and for each factor i the point ab_i: all of a, but factor i of b
// and where pairs are asked for (A. Saltelli 2002, Comput. Phys. Commun. 145) k more:
//   for each factor i the point ba_i: all of b, but factor i of a
// a and b are drawn by themselves, and rows are then independent of each other. Or they are the
// columns of one scrambled Sobol sequence, those of an axis beside each other; rows then alternate
// between independent scrambles. More rows keep those that there were.
#include "host/design/designs/sampler.hpp"
#include "host/design/designs/sobol.hpp"

namespace taosweep {

namespace {

Factors factors_in(const Sampled& what) {
  std::vector<std::string> groups;
  for (const std::string& key : what.keys) groups.push_back(group_of(what.sampling.groups, key));
  return factors_of(what.keys, groups);
}

class Saltelli : public Sampler {
 public:
  explicit Saltelli(const Sampled& what)
      : sampling_(what.sampling),
        keys_(what.draw_keys()),
        factors_(factors_in(what)),
        together_(what.sampling.together(what.keys.size())),
        net_(what.sampling.seed, what.sampling.sobol_base ? 2 * what.keys.size() : 0) {}

  double uniform(std::uint64_t vector, std::size_t axis) const override {
    const bool from_b = is_from_b(vector % together_, factors_.of_axis[axis]);
    const std::uint64_t row = vector / together_;
    return sampling_.sobol_base ? of_net(row, axis, from_b) : of_draw(row, axis, from_b);
  }

 private:
  /// In which of the points of a row a factor has its values of b.
  bool is_from_b(std::uint64_t place, std::size_t factor) const {
    const std::uint64_t k = factors_.names.size();
    if (place < 2) return place == 1;
    return place < k + 2 ? place == factor + 2 : place != factor + k + 2;
  }
  double of_draw(std::uint64_t row, std::size_t axis, bool from_b) const {
    return design_uniform_of(sampling_.seed, keys_[axis],
                             static_cast<std::uint32_t>(DesignUse::row),
                             static_cast<std::uint32_t>(row), from_b);
  }
  /// Scrambles from most_scrambles on are those of b.
  double of_net(std::uint64_t row, std::size_t axis, bool from_b) const {
    const std::uint64_t scramble = row % sampling_.scrambles;
    return net_.uniform({static_cast<std::uint32_t>(scramble),
                         static_cast<std::uint32_t>(scramble + from_b * most_scrambles),
                         static_cast<std::uint32_t>(row / sampling_.scrambles)},
                        2 * axis + from_b, keys_[axis]);
  }

  Sampling sampling_;
  std::vector<DrawKey> keys_;
  Factors factors_;
  std::uint64_t together_;
  ScrambledNet net_;
};

}  // namespace

std::unique_ptr<Sampler> saltelli_sampler(const Sampled& what) {
  return std::make_unique<Saltelli>(what);
}

}  // namespace taosweep

// Rows for first-order and total indices: A. Saltelli et al. (2010), Comput. Phys. Commun. 181.
// Over k axes a row has k + 2 points, from two drawn by themselves, a and b:
//   a,  b,  and for each axis i the point ab_i: all of a, but axis i of b
// Rows are independent of each other, so that their scatter says how large errors are, and more
// rows keep those that there were.
#include "host/design/design_draw.hpp"
#include "host/design/designs/sampler.hpp"

namespace taosweep {

namespace {

class Saltelli : public Sampler {
 public:
  explicit Saltelli(const Sampled& what)
      : seed_(what.sampling.seed),
        keys_(what.keys),
        together_(what.sampling.together(what.keys.size())) {}

  double uniform(std::uint64_t vector, std::size_t axis) const override {
    const std::uint64_t place = vector % together_;
    const bool from_b = place == 1 || place == axis + 2;
    return design_uniform_of(seed_, keys_[axis], static_cast<std::uint32_t>(DesignUse::row),
                             static_cast<std::uint32_t>(vector / together_), from_b);
  }

 private:
  std::uint64_t seed_;
  std::vector<std::string> keys_;
  std::uint64_t together_;
};

}  // namespace

std::unique_ptr<Sampler> saltelli_sampler(const Sampled& what) {
  return std::make_unique<Saltelli>(what);
}

}  // namespace taosweep

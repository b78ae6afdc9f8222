#include "host/design/designs/sampler.hpp"

namespace taosweep {

namespace {

class Random : public Sampler {
 public:
  explicit Random(const Sampled& what) : seed_(what.sampling.seed), keys_(what.draw_keys()) {}
  double uniform(std::uint64_t vector, std::size_t axis) const override {
    return design_uniform(seed_, vector, keys_[axis]);
  }

 private:
  std::uint64_t seed_;
  std::vector<DrawKey> keys_;
};

}  // namespace

std::unique_ptr<Sampler> random_sampler(const Sampled& what) {
  return std::make_unique<Random>(what);
}

}  // namespace taosweep

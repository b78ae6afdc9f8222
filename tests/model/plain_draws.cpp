// Random numbers of the plain model.
#include "tests/model/plain_draws.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "tests/kernels/random/normal_of_step.hpp"

namespace taosweep::plain {

namespace {

Words<std::uint32_t> words(const ShockKey& key, Purpose purpose, int subnet, int block) {
  return draw_words(key.seed, key.point, key.replicate, purpose, static_cast<std::uint32_t>(subnet),
                    static_cast<std::uint32_t>(block), 0u);
}

double uniform(const Words<std::uint32_t>& w) {
  return uniform_real(w.w[0], w.w[1]);
}

double normal(const Words<std::uint32_t>& w) {
  return boost::math::quantile(boost::math::normal(), uniform(w));
}

}  // namespace

// The two normals and their mixture are FP32 in the sweep.
double KeyedDraws::order_flow(int subnet, int block, int k, double loading) {
  const StepTick tick = step_tick(block, k);
  const float own = normal_of_step(key_.seed, key_.point, key_.replicate, Purpose::noise,
                                   static_cast<std::uint32_t>(subnet), tick);
  const float common = normal_of_step(key_.seed, key_.point, key_.replicate, Purpose::noise_common,
                                      whole_economy, tick);
  const auto load = static_cast<float>(loading);
  return std::fma(std::sqrt(1.0f - load * load), own, load * common);
}

double KeyedDraws::valuation(int subnet, int block) {
  return normal(words(key_, Purpose::valuation_error, subnet, block));
}

double KeyedDraws::worth(int subnet, int block) {
  return normal(words(key_, Purpose::worth, subnet, block));
}

double KeyedDraws::mood(int block) {
  return normal(words(key_, Purpose::mood, 0, block));
}

double KeyedDraws::earning(int subnet) {
  return uniform(words(key_, Purpose::revenue, subnet, 0));
}

// n or more where u is below their probability.
int KeyedDraws::events(int subnet, int block, double mean) {
  const double u = uniform_fast(words(key_, Purpose::attention_count, subnet, block).w[0]);
  double more = 1;
  for (int n = 0; n < most_events; ++n) {
    more -= std::exp(-mean) * std::pow(mean, n) / std::tgamma(n + 1.0);
    if (u >= more) return n;
  }
  return most_events;
}

double KeyedDraws::mark(int subnet, int block, int i) {
  return normal_quantile(uniform_fast(words(key_, Purpose::attention_mark, subnet, block).w[i]));
}

double FreeDraws::order_flow(int, int block, int, double loading) {
  if (common_block_ != block) common_ = normal_(engine_), common_block_ = block;
  return std::sqrt(1 - loading * loading) * normal_(engine_) + loading * common_;
}

double FreeDraws::valuation(int, int) {
  return normal_(engine_);
}

double FreeDraws::worth(int, int) {
  return normal_(engine_);
}

double FreeDraws::mood(int) {
  return normal_(engine_);
}

double FreeDraws::earning(int subnet) {
  const auto [drawn, is_new] = earning_.try_emplace(subnet);
  if (is_new) drawn->second = std::uniform_real_distribution<double>()(engine_);
  return drawn->second;
}

int FreeDraws::events(int, int, double mean) {
  if (!(mean > 0)) return 0;
  return std::min(most_events, std::poisson_distribution<int>(mean)(engine_));
}

double FreeDraws::mark(int, int, int) {
  return normal_(engine_);
}

}  // namespace taosweep::plain

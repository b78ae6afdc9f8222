// What consensus guarantees an honest majority against a cabal that scores only itself.
#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

#include "tests/conformance/network.hpp"
#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

/// A subnet of two camps, split in proportion to their stake.
struct Camps {
  int validators = 64, miners = 448;
  double major_stake = 0, stake_spread = 0.3, weight_spread = 0;  // spreads over the mean
  double bonds_penalty = 1, kappa = 0.5, to_validators = 0.5;
};

/// |N(1, spread)|: the same numbers for each call, whatever the camps' self-weights.
class Noise {
 public:
  double operator()(double spread) {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return std::abs(1 + spread * radius * std::cos(2 * M_PI * uniform()));
  }

 private:
  double uniform() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }
  std::mt19937_64 bits_{20250213};
};

/// Makes the entries [first, last) sum to `total`.
void scale(std::vector<double>& values, std::size_t first, std::size_t last, double total) {
  double sum = 0;
  for (std::size_t i = first; i < last; ++i) sum += values[i];
  for (std::size_t i = first; i < last; ++i) values[i] *= total / sum;
}

/// Share of one epoch's emission that the majority gets [1]. Each camp gives its own miners the
/// self-weight and the rest to the others, with noise on each weight.
double major_emission(const BackEnds& rule, const Camps& camps, double major_self,
                      double minor_self) {
  const int n = camps.validators, m = camps.miners;
  const int major_n = static_cast<int>(std::lround(camps.major_stake * n));
  const int major_m = static_cast<int>(std::lround(camps.major_stake * m));
  Noise noise;
  std::vector<double> stake(n), weights(static_cast<std::size_t>(n) * m);
  for (double& s : stake) s = noise(camps.stake_spread);
  scale(stake, 0, major_n, camps.major_stake);
  scale(stake, major_n, n, 1 - camps.major_stake);
  for (double& w : weights) w = noise(camps.weight_spread);
  for (int i = 0; i < n; ++i) {
    const double to_major = i < major_n ? major_self : 1 - minor_self;
    const std::size_t row = static_cast<std::size_t>(i) * m;
    scale(weights, row, row + major_m, to_major);
    scale(weights, row + major_m, row + m, 1 - to_major);
  }
  YumaRules rules;
  rules.kappa = camps.kappa;
  rules.bonds_penalty = camps.bonds_penalty;
  Network network(rule, rules, false);
  network.epoch(stake, weights, m);
  const Json out = network.outcome();
  double miners = 0, validators = 0;
  for (int j = 0; j < major_m; ++j) miners += out.at("incentive").at(j).get<double>();
  for (int i = 0; i < major_n; ++i) validators += out.at("dividends").at(i).get<double>();
  return (1 - camps.to_validators) * miners + camps.to_validators * validators;
}

Camps camps_of(const Json& in) {
  Camps camps;
  camps.validators = in.value("validators", camps.validators);
  camps.miners = in.value("nodes", camps.validators + camps.miners) - camps.validators;
  camps.major_stake = in.at("major_stake").get<double>();
  camps.stake_spread = in.value("stake_stddev_over_mean", camps.stake_spread);
  camps.weight_spread = in.at("weight_stddev_over_mean").get<double>();
  camps.bonds_penalty = in.at("bonds_penalty").get<double>();
  camps.kappa = in.value("kappa", camps.kappa);
  camps.to_validators = in.value("emission_ratio_to_validators", camps.to_validators);
  return camps;
}

/// The majority must keep at least the share that is expected; more is as good.
void majority_guarantee(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  if (in.value("epochs", 1) != 1) throw NotComputed{"more than one epoch"};
  const double share = major_emission(rule, camps_of(in), in.at("major_self_weight").get<double>(),
                                      in.at("minor_self_weight").get<double>());
  const double least = vector.at("expected").at("major_emission_share_at_least").get<double>();
  checks.equal("major_emission_share", least, std::min(share, least));
}

/// What the majority keeps [1] against the cabal that does it most harm. Without noise that is one
/// that agrees with the majority; with noise, one that scores only itself.
double worst_emission(const BackEnds& rule, const Camps& camps, double major_self) {
  double worst = 1;
  for (int tenths = 4; tenths <= 10; ++tenths)
    worst = std::min(worst, major_emission(rule, camps, major_self, tenths / 10.0));
  return worst;
}

/// Least self-weight [1] with which the majority keeps its share of stake, by bisection to 0.004.
void retention_threshold(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Camps camps = camps_of(vector.at("inputs"));
  double low = 0.5, high = 1;
  while (high - low > 0.004) {
    const double middle = (low + high) / 2;
    (worst_emission(rule, camps, middle) < camps.major_stake ? low : high) = middle;
  }
  compare_fields(vector.at("expected"), {{"min_major_self_weight", high}}, "", checks);
}

}  // namespace

void add_guarantee_pieces(Pieces& pieces) {
  pieces["majority_guarantee"] = majority_guarantee;
  pieces["retention_threshold"] = retention_threshold;
}

}  // namespace taosweep::conformance

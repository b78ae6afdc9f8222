// Three subnets that a test changes from daily look to daily look by hand.
#pragma once

#include <initializer_list>
#include <optional>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/outcomes/finish.hpp"
#include "kernels/watch/emission_look.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {

inline constexpr int day = 7200;

inline Parameters three_subnets(const Rules& rules) {
  Parameters p = small_economy();
  p.network.subnets = 3;
  p.schedule = {1, {{0, rules}}};
  return p;
}

/// Three subnets that change from look to look as a test says, and nothing else happens.
class LookedAt {
 public:
  explicit LookedAt(const Rules& rules) : LookedAt(three_subnets(rules)) {}
  explicit LookedAt(const Parameters& p) : sim_(p) {
    economy_.emplace(sim_.p, sim_.clock, sim_.segments, sim_.key, sim_.s(), *sim_.flows, record_);
    economy_->emission.unfactored = economy_->emission.weights = 1;  // weights are the averages
  }
  /// A look with these weights, `days` after the launch.
  void look(double days, std::initializer_list<double> weights) {
    int i = 0;
    for (const double weight : weights) s().price_ema[i++] = weight;
    economy_->block = days * day;
    look_at_emission(*economy_, observe(*economy_, false), static_cast<int>(economy_->block),
                     minted_since_last_day(*economy_));
  }
  double outcome(Outcome which) {
    economy_->store();
    finish(sim_.p, sim_.clock, sim_.segments, sim_.s(), sim_.result);
    return sim_.result.outcomes[which];
  }
  EmissionState& emission() { return economy_->emission; }
  EconomyState<1>& s() { return sim_.s(); }
  auto& economy() { return *economy_; }

 private:
  Simulation<1> sim_;
  Recorder record_{};
  std::optional<Economy<ReferenceLane, 1, families[1]>> economy_;
};

inline bool defined(double x) {
  return x == x;
}

}  // namespace taosweep

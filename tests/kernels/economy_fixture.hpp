// An economy in the hands of a test: run to any block, look inside, change what it holds.
#pragma once

#include <memory>
#include <vector>

#include "kernels/back_ends.hpp"
#include "kernels/economy/start.hpp"
#include "kernels/outcomes/finish.hpp"

namespace taosweep {

inline Parameters small_economy() {
  Parameters p;
  p.network.subnets = 30;
  p.time.days = 20;
  p.time.step_blocks = 300;
  return p;
}

/// The same without what moves markets for good: worth stays as drawn, there is no mood, no cash
/// leaves.
inline Parameters still(Parameters p) {
  p.value.worth_sd = p.value.news = p.value.follows = 0;
  p.mood.ln_sd = 0;
  p.capital.leave_rate = 0;
  return p;
}

/// Still markets with small events of attention, which a few economies average out.
inline Parameters calm(Parameters p) {
  p.attention.base_events = 0.04;
  p.attention.mark_ln_sd = 1.5;
  p.attention.decay = 0.15;
  p.attention.buy_gain = 0.2;
  p.attention.bored_sell = 0.08;
  p.attention.depletion = 0.1;
  p.attention.renewal = 0.06;
  p.capital.attention_share = 0.11;
  return still(p);
}

/// The launch, whose over-issue of dividends ends on `day`.
inline Schedule fixed_on(double day) {
  return {2, {{0, launch_2025_02}, {day, fixed_2025_02}}};
}

/// A test's economy of 32 * Slots subnets on the back end of its choice.
template <int Slots>
struct Simulation {
  Parameters p;
  ShockKey key;
  Isa isa;
  RecordPlan plan;
  Clock clock;
  Segments segments;
  std::unique_ptr<EconomyState<Slots>> state = std::make_unique<EconomyState<Slots>>();
  std::unique_ptr<TickFlows<Slots>> flows = std::make_unique<TickFlows<Slots>>();
  EconomyResult result;

  explicit Simulation(const Parameters& parameters, ShockKey shocks = {1, 0, 0},
                      Isa back_end = reference_isa, const StartState* start = nullptr)
      : p(parameters),
        key(shocks),
        isa(back_end),
        plan{p.time.days, 1, false},
        clock(make_clock(p, 1)),
        segments(make_segments(p)),
        result(empty_result(plan)) {
    set_first_state(p, clock, segments, key, start, *state);
  }

  unsigned least_needs = 0;  ///< of the program that runs it

  EconomyState<Slots>& s() { return *state; }
  Scalars& scalars() { return state->scalars; }
  const Rules& rules() const { return segments.rules_at(block()); }
  int block() const { return static_cast<int>(state->scalars.block); }
  double price(int i) const { return state->tao[i] / state->alpha[i]; }

  /// To a block on the grid of the clock.
  void run_to(int until) {
    const Recorder recorder{result.series.data(), nullptr, time_count(TimeAxis::day, plan)};
    run_on(isa, least_needs | needs_between(p, segments, block(), until),
           EconomyView<Slots>{p, clock, segments, key, *state, *flows, recorder}, until);
  }
  void run_to_day(double day) { run_to(blocks_on_grid(day, clock.grid)); }
  void run_tick() { run_to(block() + tick_at(clock, block(), scalars().foundation.action_block)); }
  const EconomyResult& finish_run() {
    run_to(clock.stop);
    finish(p, clock, segments, *state, result);
    return result;
  }
  double held(int i) const {
    double sum = attackers_hold(state->scalars, i);
    for (const auto& cohort : state->held) sum += cohort[i];
    return sum;
  }
};

}  // namespace taosweep

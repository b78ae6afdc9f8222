// Who holds alpha on every subnet: the one list of cohorts.
#pragma once

#include "kernels/cohorts/attention.hpp"
#include "kernels/cohorts/miners.hpp"
#include "kernels/cohorts/momentum.hpp"
#include "kernels/cohorts/noise.hpp"
#include "kernels/cohorts/owners.hpp"
#include "kernels/cohorts/validators.hpp"
#include "kernels/cohorts/value.hpp"
#include "kernels/cohorts/yield.hpp"

namespace taosweep {

using Cohorts = CohortList<ValueStakers, AttentionStakers, YieldChasers, NoiseTraders, Miners,
                           Validators, Owners, MomentumTraders>;

inline constexpr int cohort_count = Cohorts::count;
/// Those that buy at constant flow over a tick.
inline constexpr int buyer_count = Cohorts::number_of(Trades::by_hazards);
/// Those that trade with cash of their own.
inline constexpr int trader_count = cohort_count - Cohorts::number_of(Trades::only_sells);

inline constexpr int cohort_value = Cohorts::index<ValueStakers>();
inline constexpr int cohort_attention = Cohorts::index<AttentionStakers>();
inline constexpr int cohort_yield = Cohorts::index<YieldChasers>();
inline constexpr int cohort_noise = Cohorts::index<NoiseTraders>();
inline constexpr int cohort_miners = Cohorts::index<Miners>();
inline constexpr int cohort_validators = Cohorts::index<Validators>();
inline constexpr int cohort_owners = Cohorts::index<Owners>();

/// Row of a cohort among those that buy at constant flow.
template <class Cohort>
TAOSWEEP_HD constexpr int buyer_index() {
  static_assert(Cohort::trades == Trades::by_hazards);
  return Cohorts::number_of(Trades::by_hazards, Cohorts::index<Cohort>());
}

/// Row of a cohort among those that trade with cash of their own.
template <class Cohort>
TAOSWEEP_HD constexpr int trader_index() {
  static_assert(Cohort::trades != Trades::only_sells);
  constexpr int place = Cohorts::index<Cohort>();
  return place - Cohorts::number_of(Trades::only_sells, place);
}

}  // namespace taosweep

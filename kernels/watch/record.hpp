// What is written down of an economy: the day series, and every subnet where paths are kept.
#pragma once

#include "kernels/math/undefined.hpp"
#include "kernels/register/registry.hpp"
#include "kernels/watch/concentration.hpp"
#include "kernels/watch/money_flows.hpp"
#include "kernels/watch/observe.hpp"

namespace taosweep {

/// How the shares of emission are spread over subnets.
struct EmissionSpread {
  Concentration among;
  double gini;
};
/// By the weights that sum to o.weight_sum.
template <class E>
TAOSWEEP_HD EmissionSpread emission_spread(const E& economy, const Observation& o) {
  typename E::real weight[E::packs], living[E::packs];
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    weight[j] = share_weight(pack, static_cast<int>(economy.block));
    living[j] = pack.alive();
  }
  return {concentration<typename E::Group>(weight, o.weight_sum),
          gini<typename E::Group>(weight, living, o.weight_sum)};
}

/// Writes one row of the day series, and of the path where it is kept.
template <class E>
TAOSWEEP_HD void record_day(E& economy, const Observation& o, int row) {
  using Group = typename E::Group;
  const auto& r = economy.record;
  if (row >= r.day_times) return;
  const EmissionSpread spread = emission_spread(economy, o);
  const SpentOnPools spent = spent_since_last_row(economy, static_cast<int>(economy.block));
  const double values[day_series] = {o.price_sum,
                                     o.tao_sum,
                                     o.root_dividend_share,
                                     o.root_consensus_share,
                                     economy.root_stake(),
                                     spread.among.top_10,
                                     spread.among.effective_subnets,
                                     spread.among.hhi,
                                     spread.gini,
                                     spread.among.emitted,
                                     o.living,
                                     spent.bought,
                                     spent.added,
                                     o.chosen.price,
                                     o.chosen.spot_share,
                                     o.chosen.ema_share,
                                     o.chosen.rank};
  const int rows = o.in_sight ? day_series : series_target_price;
  if (Group::leader()) {
    for (int i = 0; i < rows; ++i) r.series[i * r.day_times + row] = static_cast<float>(values[i]);
  }
  if (!r.path) return;
  using real = typename E::real;
  const int block = static_cast<int>(economy.block);
  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real living = pack.alive();  // slots without a subnet stay undefined
    const real columns[path_count] = {
        pack.price(),
        pack.tao(),
        pack.alpha(),
        pack.issued() - pack.alpha(),
        pack.price_ema(),
        o.weight_sum > 0 ? share_weight(pack, block) / real(o.weight_sum) : real(0.0),
        held_on(pack),
        pack.attention()};
    for (int i = 0; i < path_count; ++i) {
      Group::store(r.path + (static_cast<long long>(i) * r.day_times + row) * path_subnets, j,
                   select(living > real(0.0), columns[i], real(undefined)));
    }
  }
}

}  // namespace taosweep

// The price joins the average that emission follows.
#pragma once

#include "kernels/chain/average/price_ema.hpp"
#include "kernels/economy/stages/root_sale.hpp"
#include "kernels/economy/stages/subnet_step.hpp"

namespace taosweep {

/// The average of a pack after the step's blocks at `price`.
template <class P>
TAOSWEEP_HD void average_price(const P& pack, const CommonStep& common,
                               const typename P::real& price) {
  using real = typename P::real;
  const auto& rules = *pack.economy.rules;
  real one_block(rules.ema_alpha), weight(common.terms.average_weight);
  if (rules.ema_warmup_blocks > 0) {
    const real age = real(static_cast<double>(common.block)) - pack.registered();
    one_block = ema_weight(one_block, age, real(rules.ema_warmup_blocks));
    weight = weight_of_steps(one_block, common.k);
  }
  const real cap(rules.ema_cap);
  real average = price_ema(pack.price_ema(), price, weight, cap);
  if constexpr (has<P>(need_claims)) {
    if (rules.ema_truncated)
      average = common.k == 1
                    ? truncated_price_ema(pack.price_ema(), price, truncated(one_block), cap)
                    : average - truncation_loss(average, one_block, weight);
  }
  // Finite also where nothing is emitted: a slot without a subnet is a pool of 1 : 1, and one that
  // opens has reserves.
  pack.set_price_ema(where_on(emitted_to(pack, common.block), average));
}

struct AveragePrice {
  static constexpr const char* sentence =
      "average the price: the spot price, at most the cap, joins the average";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    average_price(pack, common, met_reserves(pack).tao * step.per_alpha);
  }
};

/// Alpha that is sold for root ahead of the average [alpha/block]: claims come after it.
template <class P>
TAOSWEEP_HD typename P::real sold_ahead(const P& pack, const SubnetStep<typename P::real>& step) {
  using real = typename P::real;
  if constexpr (has<P>(need_claims)) {
    if (!sells_each_block(*pack.economy.rules)) return real(0.0);
    return step.root * (real(1.0) - step.subsidised);
  }
  return step.root;
}

/// What it would see block by block: sales take the price from p (A + r)/A to p A/(A + r), orders
/// back up, around the mean price p of the step.
struct AverageOfStep {
  static constexpr const char* sentence =
      "average the price: the mean of the step joins the average";

  template <class P>
  TAOSWEEP_HD static void run(const P& pack, const CommonStep& common,
                              SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real quotient = (step.tao_before + pack.tao()) /
                          fma(real(2.0), sold_ahead(pack, step), step.alpha_before + pack.alpha());
    average_price(pack, common, priced(pack, quotient));
  }
};

}  // namespace taosweep

// Weights by the formula of the config, looked up whenever somebody is about to ask for them.
#pragma once

#include "kernels/chain/share/run_formula.hpp"
#include "kernels/state/economy.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

/// What all subnets share of what a formula may read.
struct FormulaSeen {
  double block, subnets, price_sum, protocol_norm, x, y;
};

/// Place of each subnet by its price average among the living, 1 the largest; of equals the lower
/// netuid comes first [1].
template <class P>
TAOSWEEP_HD typename P::real rank_by_average(const P& pack) {
  using real = typename P::real;
  const auto& economy = pack.economy;
  const real own = pack.price_ema(), number = pack.number(), one(1.0), nothing(0.0);
  real rank = one;
  const int count = economy.clock.room;
  TAOSWEEP_ROLLED
  for (int i = 0; i < count; ++i) {
    if (economy.stored.alive[i] == 0) continue;
    const real other(economy.stored.price_ema[i]);
    const auto ahead = (other > own) | ((other == own) & (real(static_cast<double>(i)) < number));
    rank = rank + select(ahead, one, nothing);
  }
  return rank;
}

/// What a name of a formula stands for.
template <class P>
TAOSWEEP_HD typename P::real formula_value(FormulaName name, const P& pack,
                                           const FormulaSeen& seen) {
  switch (name) {
#define NAME(word, unit, sentence, ...) \
  case FormulaName::word:               \
    return __VA_ARGS__;
#include "kernels/chain/share/formula.def"
  }
  return typename P::real(undefined);
}

template <class E>
TAOSWEEP_HD FormulaSeen formula_seen(const E& economy, int block) {
  const auto& p = economy.parameters;
  FormulaSeen seen{
      static_cast<double>(block), 0, 0, economy.emission.protocol_norm, p.protocol.formula_x,
      p.protocol.formula_y};
  const auto reads = [&](FormulaName name) { return p.share_formula.reads(name); };
  if (reads(FormulaName::subnets))
    seen.subnets = economy.sum([](const auto& pack) { return pack.alive(); });
  if (reads(FormulaName::price_sum))
    seen.price_sum = economy.sum([](const auto& pack) { return pack.price_ema() * pack.alive(); });
  return seen;
}

/// Looks up the weights of an economy whose state is in memory. What the formula refuses on living
/// subnets counts `steps` times.
template <class E>
TAOSWEEP_CALLED void weigh_by_formula(E& economy, int block, double steps) {
  using real = typename E::real;
  const FormulaCode& code = economy.parameters.share_formula;
  const FormulaSeen seen = formula_seen(economy, block);
  const real nothing(0.0), counted(steps);
  TAOSWEEP_ROLLED
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real weight =
        run_formula<real>(code, [&](FormulaName name) { return formula_value(name, pack, seen); });
    const auto living = pack.alive() > nothing;
    const auto is_weight = (weight >= nothing) & (weight <= real(FormulaShare::largest));
    const auto counts = living & is_weight & (weight >= real(FormulaShare::least));
    pack.set_formula_weight(select(counts, weight, nothing));
    pack.set_formula_refused(pack.formula_refused() +
                             select(living, select(is_weight, nothing, counted), nothing));
  }
  E::Group::sync();
}

/// The same for whoever hands out or watches shares, where they follow a formula; `steps` is 1 for
/// the steps themselves and 0 for those who look on.
template <class E>
TAOSWEEP_HD void look_up_formula(E& economy, int block, double steps) {
  if constexpr (has<E>(need_claims)) {
    if (economy.rules->share != ShareRule(Shares::rule<FormulaShare>())) return;
    if constexpr (E::in_steps) {
      economy.put();  // pools may be in registers
      weigh_by_formula(economy.whole, block, steps);
    } else {
      weigh_by_formula(economy, block, steps);
    }
  }
}

}  // namespace taosweep

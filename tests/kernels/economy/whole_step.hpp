// The step of one block as one would write it down: a division for each quotient, nothing carried
// from block to block, no series. What the step of the sweeps is held to.
#pragma once

#include "kernels/economy/step.hpp"

namespace taosweep {

struct SellForRootByDivision {
  static constexpr const char* sentence = "sell for root";

  template <class P>
  static void run(const P& pack, const CommonStep& common, SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real proceeds = sell_out(pack.tao(), pack.alpha(), step.swapped);
    const real sold =
        select(pack.tao() - proceeds < real(common.terms.minimum), real(0.0), real(1.0));
    note_unsold(pack, step.swapped, sold);
    step.root_tao = proceeds * sold;
    pack.set_tao(pack.tao() - step.root_tao);
    pack.set_alpha(pack.alpha() + step.swapped * sold);
    step.per_tao = real(1.0) / pack.tao();
    step.per_alpha = real(1.0) / pack.alpha();
  }
};

struct AveragePriceByDivision {
  static constexpr const char* sentence = "average the price";

  template <class P>
  static void run(const P& pack, const CommonStep& common, SubnetStep<typename P::real>&) {
    average_price(pack, common, pack.tao() / pack.alpha());
  }
};

//   g = tanh(u)/u,  u = sqrt(b s),  by its continued fraction for every v
struct ClearByTheFraction {
  static constexpr const char* sentence = "clear orders";

  template <class P>
  static void run(const P& pack, const CommonStep& common, SubnetStep<typename P::real>& step) {
    using real = typename P::real;
    const real tao = pack.tao(), alpha = pack.alpha(), keep(1 - common.terms.fee);
    real bought(1.0), sold(1.0), got_alpha, got_tao, tao_after, alpha_after;
    for (int attempt = 0; attempt < 3; ++attempt) {
      const real buy = step.orders.buy * keep * bought, sell = step.orders.sell * sold;
      const real b = buy / tao, s = sell / alpha;
      const auto t = tanh_of_large_orders(real(b * s));
      const real g = t.p / t.n, h = t.q / t.n;
      tao_after = tao * (real(1.0) + b * g) / (real(1.0) + s * g);
      alpha_after = alpha * (real(1.0) + s * g) / (real(1.0) + b * g);
      got_alpha = bought * (sell * s * h + (alpha + sell) * g) / (tao * (real(1.0) + b * g));
      got_tao = sold * (buy * b * h + (tao + buy) * g) / (alpha * (real(1.0) + s * g));
      const bool short_tao = tao_after < common.terms.minimum,
                 short_alpha = alpha_after < common.terms.minimum;
      if (!short_tao && !short_alpha) break;
      sold = attempt == 0 ? (short_tao ? 0.0 : 1.0) : 0.0;
      bought = attempt == 0 ? (short_alpha ? 0.0 : 1.0) : 0.0;
    }
    StepOrders<real>& o = step.orders;
    o = {o.buy * bought, o.sell * sold, o.noise_buy * bought, o.noise_sell * sold, real(0.0)};
    const real value = o.sell * got_tao + o.buy;
    pack.set_tao(tao_after + real(common.terms.fee) * value);
    pack.set_alpha(alpha_after);
    fill_orders(pack, o, {got_alpha * keep, got_tao * keep, real(0.0), sold, value}, 1);
    note_refusals(pack.economy.whole, pack.j, 1, bought, sold);
    book_sales(pack);
  }
};

/// Of the launch's rules, for one lane.
using WholeBlock = Stages<false, Inject, SetRootAside, PlaceOrders, SellForRootByDivision,
                          AveragePriceByDivision, ClearByTheFraction, Accrue, RunEpochs>;

}  // namespace taosweep

// One step of k blocks: emission, injection, root sale, price average, orders, epochs.
#pragma once

#include "kernels/economy/context.hpp"
#include "kernels/economy/epoch.hpp"
#include "kernels/economy/orders.hpp"
#include "kernels/protocol/block_emission.hpp"
#include "kernels/protocol/emission_share.hpp"
#include "kernels/protocol/injection.hpp"
#include "kernels/protocol/owner_cut.hpp"
#include "kernels/protocol/pool.hpp"
#include "kernels/protocol/price_ema.hpp"
#include "kernels/protocol/root_dividend.hpp"
#include "kernels/protocol/stake_fee.hpp"

namespace taosweep {

/// Where more alpha has come into the pool than was issued and left it, the rest was over-issued:
/// the chain's count of alpha outstanding stops at 0 while the pool's reserve grows by all that was
/// sold, so from then on the excess counts as issued.
///   out <- max(0, out - sold),   A <- A + sold,   X = A + out
/// Source: subtensor v2.0.1 stake_utils.rs swap_alpha_for_tao, SubnetAlphaOut saturating_sub.
template <class C>
TAOSWEEP_HD void take_in_excess(C& c, typename C::real excess, int j) {
  using real = typename C::real;
  using G = typename C::G;
  const real taken = max(excess, real(0.0));
  c.hot.issued[j] = max(c.hot.issued[j], c.hot.alpha[j]);
  G::store(c.s.taken_in, j, G::load(c.s.taken_in, j) + taken);
}

/// Advances every subnet by k blocks. Chain order at k = 1: injection, root's sale, price average,
/// then orders. For k > 1 the sale is part of the orders, and the price average sees what it would
/// see block by block: sales take the price from p (A + r)/A to p A/(A + r), orders back up, around
/// the mean price p of the step.
template <class C>
TAOSWEEP_HD void advance_step(C& c, int block, int k) {
  using real = typename C::real;
  using G = typename C::G;
  const double n = k;
  const double fee = fee_rate(c.p.protocol_stake_fee_tao, c.p.orders_mean_tao);
  const double minimum = c.p.protocol_minimum_reserve;
  const double emission = block_emission(c.q.money.issuance);
  const double ema_sum = G::sum(c.hot.price_ema);
  const NoiseStep noise = begin_noise_step(c, block, k);
  const EpochStep epochs = begin_epochs(c, block, k);
  const bool one_block = k == 1;
  real root_paid[C::packs], attacker_alpha[C::packs];

  TAOSWEEP_UNROLL
  for (int j = 0; j < C::packs; ++j) {
    auto& h = c.hot;
    const real alive = G::load(c.s.alive, j);
    const real share = tao_share(real(emission), h.price_ema[j], real(ema_sum));
    const real alpha_emission = block_emission(h.issued[j]) * alive;
    const real injected = alpha_injection(share, h.tao[j], h.alpha[j], alpha_emission);
    h.tao[j] = fma(real(n), share, h.tao[j]);
    h.alpha[j] = fma(real(n), injected, h.alpha[j]);
    h.issued[j] = fma(real(n), injected + alpha_emission, h.issued[j]);

    const real earned = alpha_emission - owner_cut(alpha_emission, real(c.p.protocol_owner_cut));
    const real root = root_alpha(
        root_proportion(real(c.q.money.root), real(c.p.protocol_tao_weight), h.issued[j]), earned);
    const real accrued = real(n) * (earned - root), swapped = real(n) * root;

    StepOrders<real> orders = step_orders(c, noise, j, block, k);
    real root_tao(0.0), price, root_sold;
    if (one_block) {
      root_tao = sell_out(h.tao[j], h.alpha[j], swapped);
      root_sold = select(h.tao[j] - root_tao < real(minimum), real(0.0), real(1.0));
      root_tao = root_tao * root_sold;
      h.tao[j] = h.tao[j] - root_tao;
      h.alpha[j] = fma(swapped, root_sold, h.alpha[j]);
      price = h.tao[j] / h.alpha[j];
    } else {
      orders.root_sell = swapped;
      price = h.tao[j];
    }
    const real alpha_before = h.alpha[j];
    const StepFills<real> fills = clear_step(h.tao[j], h.alpha[j], orders, fee, minimum);
    if (!one_block) {
      root_tao = fills.root_tao;
      root_sold = fills.sold;
      price = (price + h.tao[j]) / fma(real(2.0), root, alpha_before + h.alpha[j]);
    }
    fill_orders(c, orders, fills, j, k);
    const real excess = h.alpha[j] - h.issued[j];
    if (any(excess > real(0.0))) take_in_excess(c, excess, j);
    if (any(root_sold < real(1.0))) {  // booked as swapped, yet still outstanding and nobody's
      G::store(c.s.unallocated, j, G::load(c.s.unallocated, j) + swapped * (real(1.0) - root_sold));
    }

    const real age = real(static_cast<double>(block)) - G::load(c.s.registered, j);
    const real weight = weight_of_steps(
        ema_weight(real(c.p.protocol_ema_alpha), age, real(c.p.protocol_ema_warmup_blocks)), k);
    h.price_ema[j] =
        select(alive > real(0.0), taosweep::price_ema(h.price_ema[j], price, weight), real(0.0));
    const auto paid = run_epochs(c, epochs, j, k, accrued, swapped, root_tao);
    root_paid[j] = paid.root_tao;
    attacker_alpha[j] = paid.attacker_alpha;
  }
  end_epochs(c, epochs, root_paid, attacker_alpha);
  const double minted = ema_sum > 0 ? n * emission : 0.0;
  c.q.money.minted += minted;
  c.q.money.issuance += minted;
}

}  // namespace taosweep

// One step of k blocks: emission, injection, root sale, price average, orders, epochs.
#pragma once

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
#include "kernels/state/economy.hpp"

namespace taosweep {

/// Where more alpha has come into the pool than was issued and left it, the rest was over-issued:
/// the chain's count of alpha outstanding stops at 0 while the pool's reserve grows by all that was
/// sold, so from then on the excess counts as issued.
///   out <- max(0, out - sold),   A <- A + sold,   X = A + out
/// Source: subtensor v2.0.1 stake_utils.rs swap_alpha_for_tao, SubnetAlphaOut saturating_sub.
template <class P>
TAOSWEEP_HD void take_in_excess(const P& pack, const typename P::real& excess) {
  using real = typename P::real;
  const real taken = max(excess, real(0.0));
  pack.set_issued(max(pack.issued(), pack.alpha()));
  pack.set_taken_in(pack.taken_in() + taken);
}

/// Advances every subnet by k blocks. Chain order at k = 1: injection, root's sale, price average,
/// then orders. For k > 1 the sale is part of the orders, and the price average sees what it would
/// see block by block: sales take the price from p (A + r)/A to p A/(A + r), orders back up, around
/// the mean price p of the step.
template <class E>
TAOSWEEP_HD void advance_step(E& economy, int block, int k) {
  using real = typename E::real;
  const double n = k;
  const double fee =
      fee_rate(economy.parameters.protocol.stake_fee_tao, economy.parameters.orders.mean_tao);
  const double minimum = economy.parameters.protocol.minimum_reserve;
  const double emission = block_emission(economy.money.issuance);
  const double ema_sum = economy.sum([](const auto& pack) { return pack.price_ema(); });
  const NoiseStep noise = begin_noise_step(economy, block, k);
  const EpochStep epochs = begin_epochs(economy, block, k);
  const bool one_block = k == 1;
  real root_paid[E::packs], players_alpha[E::packs];

  TAOSWEEP_UNROLL
  for (int j = 0; j < E::packs; ++j) {
    const auto pack = economy.pack(j);
    const real alive = pack.alive();
    const real share = tao_share(real(emission), pack.price_ema(), real(ema_sum));
    const real alpha_emission = block_emission(pack.issued()) * alive;
    const real injected = alpha_injection(share, pack.tao(), pack.alpha(), alpha_emission);
    pack.set_tao(fma(real(n), share, pack.tao()));
    pack.set_alpha(fma(real(n), injected, pack.alpha()));
    pack.set_issued(fma(real(n), injected + alpha_emission, pack.issued()));

    const real earned =
        alpha_emission - owner_cut(alpha_emission, real(economy.parameters.protocol.owner_cut));
    const real root =
        root_alpha(root_proportion(real(economy.money.root),
                                   real(economy.parameters.protocol.tao_weight), pack.issued()),
                   earned);
    const real accrued = real(n) * (earned - root), swapped = real(n) * root;

    StepOrders<real> orders = step_orders(pack, noise, block, k);
    real root_tao(0.0), price, root_sold;
    if (one_block) {
      root_tao = sell_out(pack.tao(), pack.alpha(), swapped);
      root_sold = select(pack.tao() - root_tao < real(minimum), real(0.0), real(1.0));
      root_tao = root_tao * root_sold;
      pack.set_tao(pack.tao() - root_tao);
      pack.set_alpha(fma(swapped, root_sold, pack.alpha()));
      price = pack.price();
    } else {
      orders.root_sell = swapped;
      price = pack.tao();
    }
    const real alpha_before = pack.alpha();
    real tao = pack.tao(), alpha = pack.alpha();
    const StepFills<real> fills = clear_step(tao, alpha, orders, fee, minimum);
    pack.set_tao(tao);
    pack.set_alpha(alpha);
    if (!one_block) {
      root_tao = fills.root_tao;
      root_sold = fills.sold;
      price = (price + pack.tao()) / fma(real(2.0), root, alpha_before + pack.alpha());
    }
    fill_orders(pack, orders, fills, k);
    const real excess = pack.alpha() - pack.issued();
    if (any(excess > real(0.0))) take_in_excess(pack, excess);
    if (any(root_sold < real(1.0))) {  // booked as swapped, yet still outstanding and nobody's
      pack.set_unallocated(pack.unallocated() + swapped * (real(1.0) - root_sold));
    }

    const real age = real(static_cast<double>(block)) - pack.registered();
    const real weight =
        weight_of_steps(ema_weight(real(economy.parameters.protocol.ema_alpha), age,
                                   real(economy.parameters.protocol.ema_warmup_blocks)),
                        k);
    pack.set_price_ema(
        select(alive > real(0.0), price_ema(pack.price_ema(), price, weight), real(0.0)));
    const auto paid = run_epochs(pack, epochs, k, accrued, swapped, root_tao);
    root_paid[j] = paid.root_tao;
    players_alpha[j] = paid.players_alpha;
  }
  end_epochs(economy, epochs, root_paid, players_alpha);
  const double minted = ema_sum > 0 ? n * emission : 0.0;
  economy.money.minted += minted;
  economy.money.issuance += minted;
}

}  // namespace taosweep

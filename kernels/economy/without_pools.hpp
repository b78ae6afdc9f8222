// Blocks without pools: TAO by share waits for a subnet's epoch and is paid out, nothing is traded.
#pragma once

#include "kernels/chain/consensus/tempo.hpp"
#include "kernels/chain/share/root_vote.hpp"
#include "kernels/economy/emission.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

inline constexpr const char* without_pools_sentence =
    "pay out: TAO by share waits for the subnet's epoch, which pays its owner, miners and "
    "validators";

/// What an epoch pays in TAO: the owner's cut, then miners and validators by their parts.
template <class R>
struct PaidOut {
  R all, validators;
};
template <class R>
TAOSWEEP_HD PaidOut<R> paid_out(const Rules& rules, const R& paid) {
  return {paid, paid * R((1 - rules.owner_cut) * (1 - rules.miners_part))};
}

/// Advances every subnet by k blocks: pending_k += e_k E, and where the tempo is over, or pools
/// open after this step, it is paid out. Orders of this time are refused. TAO counts as in
/// existence once it is paid; a weight of 0 everywhere mints nothing.
/// Source: subtensor v1.2.5 block_step.rs, run_coinbase.rs.
template <class E>
TAOSWEEP_HD void advance_without_pools(E& economy, int block, int k) {
  using real = typename E::real;
  see_emission(economy, block, k);
  const Rules& rules = *economy.rules;
  const double emission = block_emission(economy.money.issuance);
  const double weights = economy.sum([&](const auto& pack) { return share_weight(pack, block); });
  const bool opens = economy.segments.rules_at(block + k).pools;
  const real n(static_cast<double>(k)), zero(0.0), one(1.0);
  real paid[E::packs] = {}, staked[E::packs] = {};
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real value = tao_share(emission, share_weight(pack, block), weights);
    const real offset = epoch_offset(static_cast<std::uint64_t>(block), pack.number(),
                                     static_cast<std::uint64_t>(rules.tempo));
    const auto due = (offset < n) & (pack.alive() > zero);
    const real before = select(due, offset + one, n);  // blocks until it is paid
    const real waiting = pending_after(pack.pending_tao(), value, before);
    const real after = value * (n - before);
    const PaidOut<real> out = paid_out(rules, opens ? waiting + after : select(due, waiting, zero));
    pack.set_pending_tao(opens ? zero : select(due, after, waiting));
    pack.set_owner_income(fma(real(rules.owner_cut), out.all, pack.owner_income()));
    pack.set_root_income(pack.root_income() + out.validators);
    paid[j] = out.all;
    staked[j] = out.validators;
    pack.set_bought_blocks(pack.bought_blocks() - n);
    pack.set_sold_blocks(pack.sold_blocks() - n);
  }
  const double all = E::Group::sum(paid), to_root = E::Group::sum(staked);
  economy.money.minted += weights > 0 ? k * emission : 0.0;
  economy.money.issuance += all;
  economy.money.root += to_root;
  economy.money.paid_out += all - to_root;
}

/// What miners earn in TAO on each subnet of a pack [TAO/d], at weights that sum to `weights`.
template <class P>
TAOSWEEP_HD typename P::real mined_without_pools(const P& pack, int block, double weights) {
  using real = typename P::real;
  const Rules& rules = *pack.economy.rules;
  const double emission = block_emission(pack.economy.money.issuance);
  return tao_share(emission, share_weight(pack, block), weights) *
         real(blocks_per_day * (1 - rules.owner_cut) * rules.miners_part);
}

/// The launch brings the crowd: attention is at least what was drawn for that day, and nobody is
/// used up. The age of subnets counts from the same day (setup.hpp).
template <class E>
TAOSWEEP_HD void open_pools(E& economy) {
  using real = typename E::real;
  const auto& attention = economy.parameters.attention;
  economy.track.minted_outside_pools = economy.money.minted;
  TAOSWEEP_UNROLL
  for (int j = 0; j < economy.used(); ++j) {
    const auto pack = economy.pack(j);
    const real z = pack.normal_for_life(Purpose::initial_attention);
    const real drawn =
        pack.alive() * real(attention.initial) * exp_of(real(attention.initial_ln_sd) * z);
    pack.set_attention(max(pack.attention(), drawn));
    pack.set_susceptible(real(1.0));
  }
}

}  // namespace taosweep

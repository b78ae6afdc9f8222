// A recorded state as an economy at rest: what rules of the kernels ask of one when they hand out a
// block's TAO. The formulas are those of sweeps.
#pragma once

#include <cstdint>

#include "host/network/network_state.hpp"
#include "kernels/chain/needs.hpp"
#include "kernels/lanes/group.hpp"
#include "kernels/register/parameters.hpp"
#include "kernels/state/scalars.hpp"

namespace taosweep {

/// One number at a time, as far as sums and levels of a group ask.
struct OneNumber {
  static constexpr int width = 1;
  static constexpr bool in_registers = false;
  using real = double;
  using fast = float;
  using word = std::uint32_t;
  using mask = bool;
  using fast_mask = bool;
  static double sum_across(double x) { return x; }
  static double lane(double x, int) { return x; }
};

struct BlockOfState;

/// One subnet, in the words of kernels/state/pack.hpp; a slot without one is not alive.
struct SubnetOfState {
  using real = double;
  static constexpr unsigned needs = need_flows | need_claims;
  static constexpr bool carries = false;

  const BlockOfState& economy;
  const SubnetState* subnet;

  double alive() const { return subnet && subnet->starts ? 1 : 0; }
  double tao() const { return subnet ? subnet->tao_in : 0; }
  double alpha() const { return subnet ? subnet->alpha_in : 0; }
  double issued() const { return subnet ? subnet->alpha_in + subnet->alpha_out : 0; }
  double price() const { return subnet ? subnet->spot() : 0; }
  double price_ema() const { return alive() > 0 ? subnet->average : 0; }
  double burned() const { return subnet ? subnet->miner_burned.value_or(0) : 0; }
  double flow_ema() const { return subnet ? subnet->flow_average.value_or(0) : 0; }
  /// 1 where root has switched it off.
  double switched() const { return subnet && !subnet->emission_enabled.value_or(true) ? 1 : 0; }
  /// Whether it waits for its start is in `alive`.
  double opened() const { return -1e9; }

  // No file records these; rules that follow them are refused (shares.cpp).
  double protocol_flow_ema() const { return undefined; }
  double matured_flow_ema() const { return undefined; }
  double vote() const { return undefined; }
  double formula_weight() const { return undefined; }
  double reported() const { return undefined; }
  double log_worth() const { return undefined; }
  double claimed() const { return undefined; }
};

/// The whole, in the words of kernels/state/economy.hpp.
struct BlockOfState {
  using real = double;
  using Group = taosweep::Group<OneNumber, 4>;
  static constexpr unsigned needs = SubnetOfState::needs;
  static constexpr int packs = Group::packs;
  static constexpr bool in_steps = false;

  const NetworkState& state;
  const Rules* rules;
  EmissionState emission{};
  Money money{};

  BlockOfState(const NetworkState& recorded, const Rules& in_force)
      : state(recorded), rules(&in_force) {
    emission.named_off = 1;
    money.root = recorded.root_tao.value_or(0);
  }

  template <class F>
  void change_emission(const F& f) {
    f(emission);
  }
  int used() const { return packs; }
  SubnetOfState pack(int i) const {
    const auto place = static_cast<std::size_t>(i);
    return {*this, place < state.subnets.size() ? &state.subnets[place] : nullptr};
  }
  template <class F>
  double sum(const F& of) const {
    return Group::sum_of([&](int i) { return of(pack(i)); });
  }
};

}  // namespace taosweep

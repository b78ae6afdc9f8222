#include "host/network/shares.hpp"

#include <algorithm>
#include <cmath>

#include "host/network/block_of_state.hpp"
#include "kernels/chain/emission/block_emission.hpp"
#include "kernels/chain/injection/injection.hpp"
#include "kernels/economy/emission.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {
namespace {

/// Of the main network: issuance reached half of the supply.
constexpr std::uint64_t halving_block = 7103975;

/// A block that 360 does not divide: a bar that is there stays.
constexpr int between_looks = 1;

bool all_have(const NetworkState& state, std::optional<double> SubnetState::*member) {
  return std::all_of(state.subnets.begin(), state.subnets.end(), [&](const SubnetState& subnet) {
    return !subnet.starts || (subnet.*member).has_value();
  });
}

/// What the rules of the shares ask for and the file has not; empty = nothing.
std::string missing(const NetworkState& state, const Rules& rules) {
  const ShareRule flow = Shares::rule<FlowShare>(), net = Shares::rule<NetFlowShare>(),
                  matured = Shares::rule<MaturedFlowShare>(), vote = Shares::rule<RootVoteShare>(),
                  revenue = Shares::rule<RevenueShare>(),
                  formula = Shares::rule<FormulaShare>();
  if (rules.share == net || rules.share == matured)
    return "they follow net flows, of which no file records what the chain itself spent";
  if (rules.share == vote) return "they follow the vote of root, which no file records";
  if (rules.share == formula) return "they follow a formula, which an era does not hold";
  if (rules.share == revenue) return "they follow what subnets earn outside, which no file records";
  if (rules.share == flow && !all_have(state, &SubnetState::flow_average))
    return "they follow flow averages (ema_tao_flow_per_block), which the file has not";
  if (rules.share_root && !state.root_tao)
    return "they follow root's share, and the file has no TAO on root (the row of netuid 0)";
  if (state.subnets.size() > static_cast<std::size_t>(BlockOfState::packs))
    return "the rules are for " + std::to_string(BlockOfState::packs) + " subnets at most";
  return "";
}

/// What the rules ask for that was taken by default, in the words of the own form.
std::vector<std::string> lacking(const NetworkState& state, const Rules& rules) {
  const auto none_has = [&](auto member) {
    return std::none_of(state.subnets.begin(), state.subnets.end(),
                        [&](const SubnetState& subnet) { return (subnet.*member).has_value(); });
  };
  std::vector<std::string> names;
  if (rules.share == ShareRule(Shares::rule<PriceAverageShare>()) &&
      none_has(&SubnetState::price_average))
    names.emplace_back("moving_price_tao");
  if (rules.share_burn && none_has(&SubnetState::miner_burned)) names.emplace_back("miner_burned");
  if (rules.switched_off > 0 && none_has(&SubnetState::emission_enabled))
    names.emplace_back("emission_enabled");
  return names;
}

/// The part of a share that joins the pool [1].
double injected_part(const SubnetOfState& pack, const Rules& rules, double share, double emission,
                     int block) {
  if (!(pack.alive() > 0) || !(pack.price() > 0)) return 0;
  InjectionSeen<double> seen{};
  seen.share = share * emission;
  seen.emission = emission;
  seen.tao = pack.tao();
  seen.alpha = pack.tao() / pack.price();  // reserves of weighted pools do not say the price
  seen.per_tao = reciprocal(seen.tao);
  seen.alpha_emission = block_emission(pack.issued()) * emitted_to(pack, block);
  seen.root_share = dividend_share_of_root(pack);
  return injection_terms(rules.injection, rules.injection_cap, seen).tao / emission;
}

}  // namespace

double emission_of(const NetworkState& state) {
  if (state.issuance) return block_emission(*state.issuance);
  const std::uint64_t block = state.block.value_or(state.not_before);
  return block_emission(block >= halving_block ? total_supply / 2 : 0.0);
}

RecordedShares recorded_shares(const NetworkState& state) {
  RecordedShares recorded;
  for (const SubnetState& subnet : state.subnets) {
    recorded.with_buys = recorded.with_buys || subnet.excess_tao;
    const double tao =
        subnet.tao_emission ? *subnet.tao_emission + subnet.excess_tao.value_or(0) : undefined;
    if (subnet.tao_emission) recorded.sum += tao;
    recorded.of.push_back(tao);
  }
  if (!(recorded.sum > 0)) return {};
  for (double& share : recorded.of) share /= recorded.sum;
  return recorded;
}

RuleShares shares_by(const NetworkState& state, const Rules& rules) {
  RuleShares found;
  found.reason = missing(state, rules);
  if (!found.reason.empty()) return found;
  found.lacking = lacking(state, rules);
  BlockOfState economy(state, rules);
  found.bar_is_recorded = rules.gate != GateBar::none && state.gate_bar && *state.gate_bar > 0;
  if (found.bar_is_recorded) economy.emission.bar = *state.gate_bar;
  weigh(economy, between_looks, false);
  found.bar = rules.gate == GateBar::none ? 0 : economy.emission.bar;
  const auto weight = [](const SubnetOfState& pack) { return share_weight(pack, between_looks); };
  const double sum = economy.sum(weight);
  if (!(sum > 0)) {
    found.reason = "all weights are 0: nothing is emitted";
    return found;
  }
  const double emission = emission_of(state);
  for (std::size_t i = 0; i < state.subnets.size(); ++i) {
    const SubnetOfState pack = economy.pack(static_cast<int>(i));
    found.of.push_back(weight(pack) / sum);
    found.injected.push_back(injected_part(pack, rules, found.of.back(), emission, between_looks));
  }
  return found;
}

ShareDifference difference_of(const RecordedShares& recorded, const RuleShares& found,
                              const NetworkState& state, const Rules& rules) {
  ShareDifference difference;
  difference.injected = !recorded.with_buys && rules.injection != InjectionRule::launch;
  const double whole = difference.injected ? recorded.sum / emission_of(state) : 1;
  for (std::size_t i = 0; i < recorded.of.size(); ++i) {
    if (std::isnan(recorded.of[i])) continue;
    const double now = difference.injected ? found.injected[i] : found.of[i];
    const double off = std::abs(now - recorded.of[i] * whole);
    difference.mean += off;
    ++difference.compared;
    if (off > difference.largest || difference.compared == 1) {
      difference.largest = off;
      difference.netuid = state.subnets[i].netuid;
    }
  }
  if (difference.compared > 0) difference.mean /= static_cast<double>(difference.compared);
  return difference;
}

}  // namespace taosweep

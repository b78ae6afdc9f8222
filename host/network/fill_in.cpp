#include "host/network/fill_in.hpp"

#include <algorithm>
#include <cmath>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "kernels/chain/pool/balancer_weights.hpp"

namespace taosweep {
namespace {

/// How many subnets that are started have a member.
template <class Member>
std::size_t count(const NetworkState& state, Member member) {
  return static_cast<std::size_t>(std::count_if(
      state.subnets.begin(), state.subnets.end(),
      [&](const SubnetState& subnet) { return subnet.starts && (subnet.*member).has_value(); }));
}

std::size_t count_started(const NetworkState& state) {
  return static_cast<std::size_t>(
      std::count_if(state.subnets.begin(), state.subnets.end(),
                    [](const SubnetState& subnet) { return subnet.starts; }));
}

/// Says that no started subnet, or not each, has a member, and what is taken for it.
template <class Member>
void say_default(NetworkState& state, Member member, const std::string& what,
                 const std::string& taken) {
  const std::size_t there = count(state, member), all = count_started(state);
  if (there == all) return;
  state.defaults.push_back((there == 0 ? "no " + what
                                       : what + " of " + std::to_string(there) + " of " +
                                             std::to_string(all) + " started subnets only") +
                           ": " + taken);
}

/// Which subnets the chain emits to: those that are started, and open; as far as a file says so.
void find_started(NetworkState& state) {
  const bool blocks = std::any_of(
      state.subnets.begin(), state.subnets.end(),
      [](const SubnetState& subnet) { return subnet.first_emission_block.has_value(); });
  for (SubnetState& subnet : state.subnets) {
    subnet.starts = subnet.has_pool() && (!blocks || subnet.first_emission_block.value_or(0) > 0) &&
                    subnet.subtoken_enabled.value_or(true) &&
                    subnet.registration_allowed.value_or(true);
  }
  if (!blocks)
    state.defaults.push_back(
        "no first_emission_block: subnets with a pool are taken for started ones");
}

/// Pools of concentrated liquidity traded at the square of what the chain stored.
void fill_prices(NetworkState& state) {
  for (SubnetState& subnet : state.subnets)
    if (!subnet.price && subnet.root_price) subnet.price = *subnet.root_price * *subnet.root_price;
}

void fill_averages(NetworkState& state) {
  say_default(state, &SubnetState::price_average, "price averages",
              "min(price, 1) is taken, the price of the moment");
  for (SubnetState& subnet : state.subnets)
    subnet.average = subnet.price_average.value_or(std::min(subnet.spot(), 1.0));
}

/// Prices beside the quotient of reserves say the weights of a pool, where it has any.
void fill_weights(NetworkState& state) {
  double farthest = 0;
  std::uint64_t netuid = 0;
  std::size_t filled = 0;
  for (SubnetState& subnet : state.subnets) {
    if (subnet.tao_weight) subnet.weight = *subnet.tao_weight;
    if (subnet.tao_weight || subnet.root_price || !subnet.has_pool() || !(subnet.spot() > 0))
      continue;
    const NewWeight<double> weight = weight_of_price(subnet.tao_in, subnet.alpha_in, subnet.spot());
    if (!(weight.allowed > 0)) continue;
    subnet.weight = weight.tao_weight;
    ++filled;
    const double off = std::abs(subnet.spot() * subnet.alpha_in / subnet.tao_in - 1);
    if (off > farthest) farthest = off, netuid = subnet.netuid;
  }
  if (filled == 0) return;
  state.defaults.push_back(
      "no weights of pools: those with which reserves have the recorded price");
  if (farthest > 1e-3)
    state.remarks.push_back("prices are not tao_in/alpha_in: farthest at netuid " +
                            std::to_string(netuid) + ", by " +
                            number_text(std::round(1000 * farthest) / 10) + " %");
}

}  // namespace

void fill_in(NetworkState& state) {
  find_started(state);
  fill_prices(state);
  fill_averages(state);
  fill_weights(state);
  say_default(state, &SubnetState::miner_burned, "miner_burned", "nobody burns miners' pay");
  say_default(state, &SubnetState::emission_enabled, "emission_enabled",
              "the others count as switched on");
  say_default(state, &SubnetState::protocol_alpha, "protocol_alpha",
              "the chain has bought none that is outstanding");
  say_default(state, &SubnetState::registered_block, "registered_block", "ages are unknown");
  if (!state.block) state.defaults.push_back("no block: --block N says which");
  if (!state.root_tao) state.defaults.push_back("no TAO on root: root's share is unknown");
  if (!state.issuance) state.defaults.push_back("no issuance of TAO");
}

}  // namespace taosweep

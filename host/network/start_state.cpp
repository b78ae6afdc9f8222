#include "host/network/start_state.hpp"

#include <algorithm>
#include <cmath>

#include "host/network/check_state.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

/// Reserves that orders meet. Those of concentrated liquidity are virtual:
///   T = L sqrt(p)      A = L / sqrt(p)
void set_pool(const SubnetState& recorded, std::uint64_t block, StartSubnet& start) {
  start.tao = recorded.tao_in;
  start.alpha = recorded.alpha_in;
  start.tao_weight = recorded.weight;
  if (!recorded.root_price || !recorded.liquidity || !is_of_concentrated_liquidity(block)) return;
  start.tao = *recorded.liquidity * *recorded.root_price;
  start.alpha = *recorded.liquidity / *recorded.root_price;
  start.tao_weight = 0.5;
}

StartSubnet start_of(const SubnetState& recorded, std::uint64_t block, const std::string& place) {
  StartSubnet start{};
  set_pool(recorded, block, start);
  start.lives = start.tao > 0 && start.alpha > 0 ? 1 : 0;
  start.outstanding = recorded.alpha_out;
  start.protocol_alpha = recorded.protocol_alpha.value_or(0);
  if (start.protocol_alpha > start.outstanding)
    throw UsageError(place + ": the chain would hold more alpha (protocol_alpha, " +
                     number_text(start.protocol_alpha) + ") than is outstanding (" +
                     number_text(start.outstanding) + ")");
  if (recorded.registered_block.value_or(0) > block)
    throw UsageError(place + " registered at block " + std::to_string(*recorded.registered_block) +
                     ", after block " + std::to_string(block) + " of the state");
  start.price_average = recorded.average;
  start.flow_average = recorded.flow_average.value_or(undefined);
  start.burned = recorded.miner_burned.value_or(undefined);
  start.switched = recorded.emission_enabled.value_or(true) ? 0 : 1;
  start.started = recorded.starts ? 1 : 0;
  start.registered = recorded.registered_block ? static_cast<double>(*recorded.registered_block) -
                                                     static_cast<double>(block)
                                               : undefined;
  return start;
}

bool has_average(const StartSubnet& subnet) {
  return subnet.lives > 0 && subnet.price_average > 0;
}

/// z = (ln m - mean)/deviation over subnets that have an average; without one, the least of these.
/// The project's own logarithm: what reaches an economy must be the same on every machine.
void set_sizes(StartState& state) {
  double count = 0, sum = 0, squares = 0, least = 0;
  for (const StartSubnet& subnet : state.of) {
    if (!has_average(subnet)) continue;
    ++count;
    sum += log_of(subnet.price_average);
  }
  if (count == 0) return;
  for (StartSubnet& subnet : state.of) {
    if (!has_average(subnet)) continue;
    subnet.size = log_of(subnet.price_average) - sum / count;
    squares += subnet.size * subnet.size;
  }
  const double deviation = std::sqrt(squares / count);
  for (StartSubnet& subnet : state.of) {
    if (!has_average(subnet)) continue;
    subnet.size = deviation > 0 ? subnet.size / deviation : 0;
    least = std::min(least, subnet.size);
  }
  for (StartSubnet& subnet : state.of)
    if (subnet.lives > 0 && !has_average(subnet)) subnet.size = least;
}

}  // namespace

StartOfState start_of_state(const NetworkState& state, const std::string& file) {
  StartOfState start;
  start.state = {};
  start.state.gate_bar = state.gate_bar.value_or(0);
  std::vector<std::string> empty;
  for (const SubnetState& recorded : state.subnets) {
    const std::string place = file + ": netuid " + std::to_string(recorded.netuid);
    if (recorded.netuid > most_subnets)
      throw UsageError(place + ": an economy has room for netuids 1 to " +
                       std::to_string(most_subnets) + ", as many as the chain has subnets");
    StartSubnet& subnet = start.state.of[recorded.netuid - 1];
    subnet = start_of(recorded, *state.block, place);
    if (subnet.lives == 0) {
      subnet = {};
      empty.push_back(std::to_string(recorded.netuid));
      continue;
    }
    start.highest_netuid = static_cast<int>(recorded.netuid);
    start.pool_sum += subnet.tao;
  }
  if (start.highest_netuid == 0) throw UsageError(file + ": no subnet has a pool");
  if (!empty.empty())
    start.remarks.push_back("left out, as they have no pool: netuid " + joined(empty));
  set_sizes(start.state);
  return start;
}

}  // namespace taosweep

#include "host/network/check_state.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "host/usage_error.hpp"
#include "kernels/chain/emission/block_emission.hpp"

namespace taosweep {
namespace {

/// A block's TAO or alpha is one at most; what sales of root add is far less.
constexpr double most_of_a_block = 10;
/// Prices before a pool opens stand at some hundred.
constexpr double most_price = 1e5;
constexpr double most_average = 1e3;
/// Less than this in the largest pool is a wrong unit [TAO].
constexpr double least_largest_pool = 1e-3;
constexpr std::uint64_t most_netuid = 65535, most_block = 1000000000;
constexpr std::size_t most_subnets = 1024;

/// First block with fees beside the reserves, and first block of weighted pools, on the main
/// network. Between them pools held concentrated liquidity.
constexpr std::uint64_t concentrated_from = 6205195, concentrated_until = 8486593;
/// Recorded prices have some digits.
constexpr double near = 1e-5;

class Checks {
 public:
  Checks(AmountUnit unit, const std::string& place) : unit_(unit), place_(place) {}

  void at_most(double most, std::optional<double> value, const char* what, const char* unit) const {
    if (!value || !(std::abs(*value) > most)) return;
    const char* taken = unit_ == AmountUnit::rao ? "rao" : "TAO";
    throw UsageError(place_ + ": " + what + " of " + number_text(*value) + " " + unit +
                     " is more than there can be, " + number_text(most) +
                     " (amounts of this file were taken for " + taken +
                     "): whole numbers are rao, TAO have a point");
  }
  /// The chain counts in rao: what is less is none, and is written 0.
  void at_least_a_rao(double value, const char* unit) const {
    if (!(value > 0) || value > 0.999e-9) return;
    throw UsageError(place_ + ": a pool of " + number_text(value) + " " + unit +
                     " is less than a rao, 1e-9: write 0 where there is none");
  }
  /// L is the root of the reserves' product, but for fees of some percent.
  void fits_reserves(const Record& record) const {
    if (!record.liquidity || !record.has_pool()) return;
    const double ratio = *record.liquidity / std::sqrt(record.tao_in * record.alpha_in);
    if (ratio > 0.5 && ratio < 2) return;
    throw UsageError(place_ + ": liquidity of " + number_text(*record.liquidity) + " is " +
                     fmt::format("{:.2g}", ratio) +
                     " times the root of tao_in alpha_in, which it should be near: is it in the "
                     "unit of the reserves?");
  }
  void is_part(std::optional<double> value, const char* what) const {
    if (value && *value > 1.0001)
      throw UsageError(place_ + ": " + what + " is " + number_text(*value) +
                       ": write a part between 0 and 1");
  }

 private:
  AmountUnit unit_;
  const std::string& place_;
};

bool names_its_kind_of_pool(const SubnetState& subnet) {
  return subnet.tao_weight || (subnet.root_price && subnet.liquidity);
}

bool price_is_of_equal_weights(const SubnetState& subnet) {
  return subnet.price && std::abs(*subnet.price * subnet.alpha_in / subnet.tao_in - 1) < near;
}

}  // namespace

void check_record(const Record& record, AmountUnit unit, const std::string& place) {
  const Checks checks(unit, place);
  if (record.netuid > most_netuid)
    throw UsageError(place + ": there is no netuid " + std::to_string(record.netuid) +
                     ": netuids go up to 65535");
  for (const auto& block :
       {record.block, record.registered_block, record.first_emission_block, record.last_step})
    if (block && *block > most_block)
      throw UsageError(place + ": block " + std::to_string(*block) + " will not be for centuries");
  checks.at_most(total_supply, record.tao_in, "a pool", "TAO");
  checks.at_most(total_supply, record.alpha_in, "a pool", "alpha");
  checks.at_least_a_rao(record.tao_in, "TAO");
  checks.at_least_a_rao(record.alpha_in, "alpha");
  checks.at_most(total_supply, record.alpha_out, "alpha outstanding", "alpha");
  checks.at_most(total_supply, record.protocol_alpha, "alpha of the protocol", "alpha");
  checks.at_most(total_supply, record.liquidity, "liquidity", "sqrt(TAO alpha)");
  checks.at_most(total_supply, record.root_tao, "root stake", "TAO");
  checks.at_most(total_supply, record.issuance, "issuance", "TAO");
  checks.at_most(most_of_a_block, record.tao_emission, "an emission", "TAO per block");
  checks.at_most(most_of_a_block, record.excess_tao, "a chain buy", "TAO per block");
  checks.at_most(total_supply, record.flow_average, "a flow", "TAO per block");
  checks.at_most(most_price, record.price, "a price", "TAO/alpha");
  checks.at_most(std::sqrt(most_price), record.root_price, "a root of a price", "TAO/alpha");
  checks.fits_reserves(record);
  checks.at_most(most_average, record.price_average, "a price average", "TAO/alpha");
  checks.is_part(record.miner_burned, "the burned part of miners' pay");
  checks.is_part(record.tao_weight, "the weight of TAO in the pool");
  checks.is_part(record.gate_bar, "the bar of the gate");
}

void check_state(const NetworkState& state, const std::string& file) {
  if (state.subnets.empty())
    throw UsageError(file + ": no subnet but root: give the state of the whole network");
  if (state.subnets.size() > most_subnets)
    throw UsageError(file + ": " + std::to_string(state.subnets.size()) +
                     " subnets are more than a network has: keep the rows of one block");
  double largest = 0;
  for (const SubnetState& subnet : state.subnets) largest = std::max(largest, subnet.tao_in);
  if (!(largest > 0)) throw UsageError(file + ": no pool holds TAO: is this the right column?");
  if (largest < least_largest_pool)
    throw UsageError(file + ": the largest pool would hold " + number_text(largest) +
                     " TAO: amounts were taken for " +
                     (state.unit == AmountUnit::rao ? "rao, as whole numbers are: write TAO with a "
                                                      "point"
                                                    : "TAO, as all with a point are: write whole "
                                                      "numbers where they are rao"));
}

bool is_of_concentrated_liquidity(std::uint64_t block) {
  return block >= concentrated_from && block < concentrated_until;
}

void refuse_concentrated_liquidity(const NetworkState& state, const StateRequest& request,
                                   const std::string& file) {
  const std::string why =
      " pools held concentrated liquidity: from block " + std::to_string(concentrated_from) +
      " to " + std::to_string(concentrated_until - 1) +
      " fees went into it and not into the reserves, which are off by up to 16 % and tell neither "
      "price nor depth. ";
  const std::string what =
      "alpha_sqrt_price and current_liquidity (AlphaSqrtPrice and "
      "CurrentLiquidity of the chain)" +
      std::string(request.to_start ? "" : ", or --shares-only for the shares of emission alone");
  if (std::all_of(state.subnets.begin(), state.subnets.end(), [](const SubnetState& subnet) {
        return !subnet.has_pool() || names_its_kind_of_pool(subnet);
      }))
    return;
  if (state.block && !is_of_concentrated_liquidity(*state.block)) return;
  if (state.block)
    throw UsageError(file + ": at block " + std::to_string(*state.block) + why + "Give columns " +
                     what);
  const bool plain =
      std::all_of(state.subnets.begin(), state.subnets.end(), [](const SubnetState& subnet) {
        return !subnet.has_pool() || price_is_of_equal_weights(subnet);
      });
  if (state.not_before >= concentrated_until || plain) return;
  throw UsageError(file + ": does not say its block, and for a year" + why +
                   "Say which block it is (" + request.block_word() +
                   (request.to_start ? "" : " N") + "), or give columns " + what);
}

}  // namespace taosweep

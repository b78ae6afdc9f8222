#include "host/commands/state_json.hpp"

#include "host/text/json.hpp"

namespace taosweep {
namespace {

/// A share, or null where it is not known.
Json share_at(const std::vector<double>& shares, std::size_t i) {
  return i < shares.size() ? or_null(shares[i]) : Json(nullptr);
}

/// With the names of the project's own form, and shares behind them.
Json subnet_json(const StateLook& look, std::size_t i) {
  const SubnetState& subnet = look.state.subnets[i];
  Json json;
  json["netuid"] = subnet.netuid;
  json["name"] = subnet.name;
  json["tao_in"] = subnet.tao_in;
  json["alpha_in"] = subnet.alpha_in;
  json["alpha_out"] = subnet.alpha_out;
  json["price_tao"] = or_null(subnet.price);
  json["moving_price_tao"] = or_null(subnet.price_average);
  json["miner_burned"] = or_null(subnet.miner_burned);
  json["emission_enabled"] = or_null(subnet.emission_enabled);
  json["subtoken_enabled"] = or_null(subnet.subtoken_enabled);
  json["registration_allowed"] = or_null(subnet.registration_allowed);
  json["registered_block"] = or_null(subnet.registered_block);
  json["first_emission_block"] = or_null(subnet.first_emission_block);
  json["tao_weight"] = or_null(subnet.tao_weight);
  json["protocol_alpha"] = or_null(subnet.protocol_alpha);
  json["alpha_sqrt_price"] = or_null(subnet.root_price);
  json["current_liquidity"] = or_null(subnet.liquidity);
  json["ema_tao_flow_per_block"] = or_null(subnet.flow_average);
  json["tao_in_emission_per_block"] = or_null(subnet.tao_emission);
  json["excess_tao_per_block"] = or_null(subnet.excess_tao);
  json["started"] = subnet.starts;
  json["average_taken"] = subnet.average;
  json["weight_taken"] = subnet.weight;
  json["share_recorded"] = share_at(look.recorded.of, i);
  json["share_by_rules"] = share_at(look.by_rules.of, i);
  return json;
}

Json summary_json(const StateLook& look) {
  const StateSummary& summary = look.summary;
  Json json;
  json["subnets"] = summary.subnets;
  json["started"] = summary.started;
  json["least_pool_tao"] = summary.least_pool;
  json["median_pool_tao"] = summary.median_pool;
  json["largest_pool_tao"] = summary.largest_pool;
  json["pools_tao"] = summary.pool_sum;
  json["sum_of_prices"] = summary.prices;
  json["sum_of_price_averages"] = summary.averages;
  json["burning"] = or_null(summary.burning);
  json["emission_enabled"] = or_null(summary.enabled);
  if (look.shares().empty()) return json;
  const ShareSpread spread = spread_of(look.shares());
  json["shares_are"] = look.shares_are_recorded() ? "recorded" : "by rules";
  json["emitted_subnets"] = spread.emitted;
  json["effective_subnets"] = spread.effective;
  json["top_10_share"] = spread.top_10;
  json["largest_share"] = spread.largest;
  json["largest_netuid"] = look.state.subnets[spread.largest_place].netuid;
  return json;
}

Json rules_json(const StateLook& look) {
  Json json;
  json["era"] = look.rules.era ? Json(look.rules.era->name) : Json(nullptr);
  json["why"] = look.rules.sentence;
  json["reason_not_recomputed"] = or_null(look.by_rules.reason);
  json["gate_bar"] = look.by_rules.bar > 0 ? Json(look.by_rules.bar) : Json(nullptr);
  json["gate_bar_is_recorded"] = look.by_rules.bar_is_recorded;
  json["lacking"] = look.by_rules.lacking;
  json["difference"] = nullptr;
  if (!look.difference) return json;
  const ShareDifference& apart = *look.difference;
  json["difference"] = {{"largest", apart.largest},
                        {"netuid", apart.netuid},
                        {"mean", apart.mean},
                        {"compared", apart.compared},
                        {"of", apart.injected ? "TAO put into pools" : "shares"}};
  return json;
}

}  // namespace

std::string state_json(const StateLook& look, const std::string& file) {
  const NetworkState& state = look.state;
  Json json;
  json["file"] = file;
  json["format"] = state.format;
  json["amounts_in_file"] = state.unit == AmountUnit::rao ? "rao" : "TAO";
  json["shares_only"] = look.shares_only;
  json["block"] = or_null(state.block);
  json["time"] = or_null(state.time);
  json["root_tao"] = or_null(state.root_tao);
  json["total_issuance_tao"] = or_null(state.issuance);
  json["emission_gate_bar"] = or_null(state.gate_bar);
  json["summary"] = summary_json(look);
  json["rules"] = rules_json(look);
  json["defaults"] = state.defaults;
  json["remarks"] = state.remarks;
  json["subnets"] = Json::array();
  for (std::size_t i = 0; i < state.subnets.size(); ++i)
    json["subnets"].push_back(subnet_json(look, i));
  return json_text(json);
}

}  // namespace taosweep

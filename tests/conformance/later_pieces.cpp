// Pieces of the eras after the launch: shares by flow and by price less what is burned, the
// emission switch, terms of injection, root's part.
#include <vector>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/economy/epoch.hpp"
#include "tests/conformance/pieces.hpp"
#include "tests/conformance/subnet_on_lanes.hpp"

namespace taosweep::conformance {
namespace {

/// Shares of subnets [1] by what the share rules say of each.
Json shares_of(const std::vector<double>& weights, const BackEnds& rule) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  Json shares = Json::array();
  for (const double weight : weights) shares.push_back(rule(&Rules::tao_share, 1.0, weight, sum));
  return shares;
}

/// One block that brings a flow of 1 to an average of 0 leaves the weight of a block there.
void flow_ema(const Json& vector, const BackEnds& rule, Checks& checks) {
  constexpr double one = 9223372036854775807.0;  // the factor is stored as a 63-bit fraction
  const double smoothing = vector.at("inputs").at("factor_u64").get<double>() / one;
  checks.equal("smoothing", vector.at("expected"),
               rule(&Rules::flow_average, 0.0, 1.0, smoothing, 1.0));
  checks.equal("protocol.flow_smoothing", vector.at("expected"), flow_2025_11.flow_smoothing);
}

void expect_exponent_one(const Json& inputs) {
  if (inputs.at("p").get<double>() != 1) throw NotComputed{"exponent"};
}

void flow_normalise(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_exponent_one(in);
  std::vector<double> weights;
  for (const Json& flow : in.at("flows"))
    weights.push_back(rule(&Rules::flow_weight, flow.get<double>(), 0.0));
  checks.equal("shares", vector.at("expected"), shares_of(weights, rule));
}

/// Cutoffs below 0 follow the lowest flow; the chain's is 0.
void flow_shares(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_exponent_one(in);
  const double cutoff = in.at("cutoff").get<double>();
  if (cutoff < 0) throw NotComputed{"cutoff"};
  std::vector<double> weights;
  for (const Json& flow : in.at("ema_flows"))
    weights.push_back(rule(&Rules::flow_weight, flow.get<double>(), cutoff));
  checks.equal("shares", vector.at("expected"), shares_of(weights, rule));
}

SeenSubnet living(const taosweep::Rules& rules) {
  SeenSubnet subnet;
  subnet.rules = rules;
  subnet.alive = 1;
  return subnet;
}

/// Who is switched off lies below the least worth and everybody else above it; or by name.
void emission_switch(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  for (const bool by_name : {false, true}) {
    std::vector<double> weights;
    for (const Json& seen : in.at("subnets")) {
      SeenSubnet subnet = living(price_2026_07);
      const bool off = !seen.at("enabled").get<bool>();
      subnet.price_ema = seen.at("ema").get<double>();
      subnet.emission.least_place = 999.5;
      subnet.emission.named_off = by_name;
      subnet.switched = by_name && off;
      subnet.log_worth = !by_name && off ? -1 : 0;
      weights.push_back(rule(&Rules::share_weight, subnet));
    }
    Json tao = Json::array();
    for (const Json& share : shares_of(weights, rule))
      tao.push_back(share.get<double>() * in.at("block_emission").get<double>());
    checks.equal(by_name ? "tao_in by name" : "tao_in", vector.at("expected"), tao);
  }
}

/// A pool of one alpha at the price. Where the cap is given in words it is out of reach: root has
/// all of an alpha emission of 1.
void injection_terms(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_known_keys(in, "inputs",
                    {"price", "tao_emission", "alpha_emission", "tao_block_emission", "root_tao",
                     "tao_weight", "alpha_issuance", "cap"});
  const bool of_emission = in.contains("tao_block_emission");
  InjectionSeen<double> seen{};
  seen.share = tao_of(in.at("tao_emission"));
  seen.tao = in.at("price").get<double>();
  seen.alpha = 1;
  seen.alpha_emission = in.contains("cap") ? 1.0 : tao_of(in.at("alpha_emission"));
  seen.emission = of_emission ? tao_of(in.at("tao_block_emission")) : seen.share;
  seen.root_share = in.contains("root_tao")
                        ? rule(&Rules::root_proportion, tao_of(in.at("root_tao")),
                               in.at("tao_weight").get<double>(), tao_of(in.at("alpha_issuance")))
                        : 1.0;
  const InjectionCap cap = of_emission ? InjectionCap::emission : InjectionCap::root_share;
  const std::vector<double> terms = rule.agreed([&](const Rules& rules) {
    std::vector<double> given(3);
    rules.injection_terms(InjectionRule::chain_buy, cap, seen, given.data());
    return given;
  });
  const Json got = {{"tao_in", terms[0] * 1e9},
                    {"alpha_in", terms[1] * 1e9},
                    {"excess_tao", terms[2] * 1e9},
                    {"excess", terms[2] * 1e9},
                    {"alpha_out", seen.alpha_emission * 1e9}};
  compare_fields(vector.at("expected"), got, "", checks);
}

}  // namespace

void tao_share_of_2026(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_known_keys(in, "inputs", {"ema", "miner_burned", "root_prop_stored"});
  std::vector<double> weights;
  for (std::size_t i = 0; i < in.at("ema").size(); ++i) {
    SeenSubnet subnet = living(price_2026_07);
    subnet.rules.switched_off = 0;
    subnet.price_ema = in.at("ema")[i].get<double>();
    subnet.burned = in.at("miner_burned")[i].get<double>();
    weights.push_back(rule(&Rules::share_weight, subnet));
  }
  checks.equal("shares", vector.at("expected"), shares_of(weights, rule));
}

void root_split_of_2026(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  SeenSubnet subnet = living(price_2026_07);
  subnet.rules.tao_weight = in.at("tao_weight").get<double>();
  subnet.money.root = tao_of(in.at("root_tao"));
  subnet.issued = tao_of(in.at("alpha_issuance"));
  subnet.emission.root_waits = in.at("root_sell_flag").get<bool>() ? 0 : 1;
  const double earned = tao_of(in.at("alpha_out_after_owner_cut"));
  const double root = rule(&Rules::set_aside_for_root, subnet, earned, earned);
  const SidesOfEpoch<double> sides = sides_of(subnet.rules.miners_part);
  const Json got = {{"pending_server", rao_of(0.5 * sides.miners * earned)},
                    {"pending_validator", rao_of(0.5 * sides.validators * earned - root)},
                    {"pending_root_alpha", rao_of(root)}};
  compare_fields(vector.at("expected"), got, "", checks);
}

void add_later_pieces(Pieces& pieces) {
  pieces["flow_ema"] = flow_ema;
  pieces["flow_normalise"] = flow_normalise;
  pieces["flow_shares"] = flow_shares;
  pieces["emission_switch"] = emission_switch;
  pieces["injection_terms"] = injection_terms;
}

}  // namespace taosweep::conformance

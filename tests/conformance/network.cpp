#include "tests/conformance/network.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

/// Of 10^9 rao, what a share of them is.
Json of_1e9(const std::vector<double>& shares) {
  Json amounts = Json::array();
  for (double share : shares) amounts.push_back(rao_of(share));
  return amounts;
}

Json joined(Json first, const Json& second) {
  for (const Json& x : second) first.push_back(x);
  return first;
}

double u16_of(double share) {
  return std::floor(share * 65535 * (1 + 0x1p-48));
}

}  // namespace

std::vector<double> flat(const Json& rows, int columns) {
  std::vector<double> matrix;
  for (const Json& row : rows) {
    if (static_cast<int>(row.size()) != columns)
      throw std::runtime_error("a row of a matrix has another length: " + row.dump());
    for (const Json& x : row) matrix.push_back(x.get<double>());
  }
  return matrix;
}

YumaRules rules_of_params(const Json& params) {
  const std::string variant = params.value("variant", "classic");
  if (variant.rfind("classic", 0) != 0) throw NotComputed{variant};
  expect_known_keys(params, "params",
                    {"variant", "kappa", "bonds_penalty", "bonds_moving_average", "liquid_alpha",
                     "alpha_low", "alpha_high", "bonds", "bonds_stored_as"});
  YumaRules rules;
  rules.kappa = params.value("kappa", rules.kappa);
  rules.bonds_penalty = params.value("bonds_penalty", rules.bonds_penalty);
  rules.bonds_moving_average = params.value("bonds_moving_average", rules.bonds_moving_average);
  rules.liquid_alpha =
      params.value("liquid_alpha", variant.find("liquid alpha v1") != std::string::npos);
  rules.alpha_low = params.value("alpha_low", rules.alpha_low);
  rules.alpha_high = params.value("alpha_high", rules.alpha_high);
  return rules;
}

void Network::epoch(const std::vector<double>& stake, const std::vector<double>& weights,
                    int miners) {
  const int validators = static_cast<int>(stake.size());
  const std::size_t cells = stake.size() * static_cast<std::size_t>(miners);
  if (weights.size() != cells) throw std::runtime_error("stake and weights do not fit together");
  if (miners_ != 0 && (miners != miners_ || validators < validators_))
    throw std::runtime_error("miners or validators left between epochs");
  validators_ = validators;
  miners_ = miners;
  bonds_.resize(cells);
  consensus_.resize(miners);
  incentive_.resize(miners);
  miner_share_.resize(miners);
  dividends_.resize(validators);
  trust_.resize(validators);
  validator_share_.resize(validators);
  std::vector<double> workspace(yuma_workspace(validators, miners));
  yuma_epoch(rules_, validators, miners, stake.data(), weights.data(), bonds_.data(),
             {consensus_.data(), incentive_.data(), dividends_.data(), trust_.data(),
              miner_share_.data(), validator_share_.data()},
             workspace.data());
  if (bonds_as_u16_)
    for (double& bond : bonds_) bond = u16_of(bond) / 65535;
}

Json Network::outcome() const {
  Json bonds = Json::array();
  for (int i = 0; i < validators_; ++i) {
    Json row = Json::array();
    for (int j = 0; j < miners_; ++j) row.push_back(u16_of(bonds_[i * miners_ + j]));
    bonds.push_back(row);
  }
  Json u16_dividends = Json::array(), u16_consensus = Json::array(), u16_incentive = Json::array();
  for (double x : dividends_) u16_dividends.push_back(u16_of(x));
  for (double x : consensus_) u16_consensus.push_back(u16_of(x));
  for (double x : incentive_) u16_incentive.push_back(u16_of(x));
  return {{"consensus", consensus_},
          {"incentive", incentive_},
          {"dividends", dividends_},
          {"validator_trust", trust_},
          {"miner_share_of_epoch", miner_share_},
          {"validator_share_of_epoch", validator_share_},
          {"validator_emission_of_1e9", of_1e9(validator_share_)},
          {"miner_emission_of_1e9", of_1e9(miner_share_)},
          {"emission_of_1e9_validators_then_miners",
           joined(of_1e9(validator_share_), of_1e9(miner_share_))},
          {"validator_dividend_u16", u16_dividends},
          {"miner_consensus_u16", u16_consensus},
          {"miner_incentive_u16", u16_incentive},
          {"bonds_u16", bonds}};
}

void compare_epoch(const Json& expected, const Network& network, const std::string& prefix,
                   Checks& checks) {
  const Json got = network.outcome();
  for (const auto& [name, want] : expected.items()) {
    if (name == "epoch" || name == "tempo") continue;  // which epoch, not what came out
    if (name == "bonds_u16_column") {
      Json column = Json::array();
      for (const Json& row : got.at("bonds_u16"))
        column.push_back(row.at(want.at("miner").get<int>()));
      checks.equal(prefix + name, want.at("values"), column);
    } else if (name == "emission_of_1e9_each") {
      for (const Json& amount : got.at("validator_emission_of_1e9"))
        checks.equal(prefix + name, want, amount);
    } else if (want.is_number()) {  // the same for all
      for (const Json& row : got.at(name))
        for (const Json& x : row.is_array() ? row : Json::array({row}))
          checks.equal(prefix + name, want, x);
    } else {
      compare_fields({{name, want}}, got, prefix, checks);
    }
  }
}

}  // namespace taosweep::conformance

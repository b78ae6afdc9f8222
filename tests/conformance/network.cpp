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

/// Liquid alpha of a variant's words or of `liquid_alpha`, in the version that goes with its bonds.
LiquidAlpha liquid_alpha_of(const Json& params, ConsensusRule rule) {
  const std::string variant = params.value("variant", "classic");
  if (!params.value("liquid_alpha", variant.find("liquid alpha") != std::string::npos))
    return LiquidAlpha::off;
  return rule == ConsensusRule::yuma3 ? LiquidAlpha::v2 : LiquidAlpha::v1;
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
  const bool yuma3 = variant == "yuma3", null = variant == "null";
  if (!yuma3 && !null && variant.rfind("classic", 0) != 0) throw NotComputed{variant};
  expect_known_keys(
      params, "params",
      {"variant", "kappa", "bonds_penalty", "bonds_moving_average", "liquid_alpha", "alpha_low",
       "alpha_high", "alpha_sigmoid_steepness", "bonds", "bonds_stored_as"});
  YumaRules rules;
  rules.kappa = params.value("kappa", rules.kappa);
  rules.bonds_penalty = params.value("bonds_penalty", rules.bonds_penalty);
  rules.bonds_moving_average = params.value("bonds_moving_average", rules.bonds_moving_average);
  if (yuma3) rules.consensus = ConsensusRule::yuma3;
  if (null) rules.consensus = ConsensusRule::null;
  rules.liquid_alpha = liquid_alpha_of(params, rules.consensus);
  rules.alpha_low = params.value("alpha_low", rules.alpha_low);
  rules.alpha_high = params.value("alpha_high", rules.alpha_high);
  rules.alpha_steepness = params.value("alpha_sigmoid_steepness", rules.alpha_steepness);
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
  const std::size_t n = stake.size(), m = static_cast<std::size_t>(miners);
  // What an epoch leaves in one piece: 3 lists by miner, 3 by validator, bonds.
  const std::vector<double> left = back_ends_->agreed([&](const Rules& rules) {
    std::vector<double> all(3 * m + 3 * n), bonds = bonds_;
    std::vector<double> workspace(yuma_workspace(validators, miners));
    double *by_miner = all.data(), *by_validator = by_miner + 3 * m;
    rules.epoch(rules_, validators, miners, stake.data(), weights.data(), bonds.data(),
                {by_miner, by_miner + m, by_validator, by_validator + n, by_miner + 2 * m,
                 by_validator + 2 * n},
                workspace.data());
    all.insert(all.end(), bonds.begin(), bonds.end());
    return all;
  });
  auto next = left.begin();
  const auto take = [&next](std::vector<double>& list, std::size_t count) {
    list.assign(next, next + static_cast<std::ptrdiff_t>(count));
    next += static_cast<std::ptrdiff_t>(count);
  };
  take(consensus_, m);
  take(incentive_, m);
  take(miner_share_, m);
  take(dividends_, n);
  take(trust_, n);
  take(validator_share_, n);
  take(bonds_, cells);
  if (bonds_as_u16_)
    for (double& bond : bonds_) bond = u16_of(bond) / 65535;
}

void Network::forget_bonds(int miner) {
  if (miner < 0 || miner >= miners_) throw std::runtime_error("no miner whose bonds are reset");
  for (int i = 0; i < validators_; ++i) bonds_[i * miners_ + miner] = 0;
}

Json Network::outcome() const {
  Json bonds = Json::array(), u16_bonds = Json::array();
  for (int i = 0; i < validators_; ++i) {
    Json row = Json::array(), u16_row = Json::array();
    for (int j = 0; j < miners_; ++j) {
      row.push_back(bonds_[i * miners_ + j]);
      u16_row.push_back(u16_of(bonds_[i * miners_ + j]));
    }
    bonds.push_back(row);
    u16_bonds.push_back(u16_row);
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
          {"bonds", bonds},
          {"bonds_u16", u16_bonds}};
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

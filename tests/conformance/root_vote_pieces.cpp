// The root network's vote on emission.
#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

/// Weights of validators on subnets; the answer speaks of the columns from `first` on.
struct Ballots {
  int validators = 0, subnets = 0, first = 0;
  std::vector<double> weights;
};

Ballots ballots_of(const Json& in) {
  const Json& given = in.at("weights");
  Ballots b;
  b.validators = in.at("n_validators").get<int>();
  if (given.is_array()) {
    if (given.size() != static_cast<std::size_t>(b.validators))
      throw std::runtime_error("weights and n_validators differ in number");
    b.subnets = static_cast<int>(given.at(0).size());
    for (const Json& row : given)
      for (const Json& weight : row) b.weights.push_back(weight.get<double>());
    if (b.weights.size() != static_cast<std::size_t>(b.validators) * b.subnets)
      throw std::runtime_error("rows of weights differ in length");
    return b;
  }
  const auto words = given.get<std::string>();
  const bool identity = words == "identity over netuids 0..9";
  if (!identity && words != "validator i (0..9) puts equal weight on netuids 0..i-1 (row 0 empty)")
    throw std::runtime_error("weights \"" + words + "\" are not read");
  b.subnets = b.validators;
  b.first = identity ? 1 : 0;
  for (int v = 0; v < b.validators; ++v)
    for (int k = 0; k < b.subnets; ++k)
      b.weights.push_back(identity ? (k == v ? 1.0 : 0.0) : (k < v ? 1.0 : 0.0));
  return b;
}

/// What the chain books of a share of emission. Its 64 fraction bits truncate: a share that is a
/// whole number of rao, as a tenth of 10^9 is, may come out one lower.
double booked(double share, const Json& emission, const Json& expected) {
  const double tao = share * tao_of(emission);
  const double below = std::floor(tao * 1e9 * (1 - 0x1p-48));
  return expected.get<double>() == below ? below : rao_of(tao);
}

void legacy_root_emission(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_known_keys(in, "inputs",
                    {"n_validators", "stake", "weights", "rho", "kappa_u16", "block_emission"});
  const Ballots b = ballots_of(in);
  std::vector<double> stake(b.validators, 1.0 / b.validators);
  if (in.at("stake").is_array()) {
    stake = in.at("stake").get<std::vector<double>>();
    if (stake.size() != static_cast<std::size_t>(b.validators))
      throw std::runtime_error("stake and n_validators differ in number");
  } else if (in.at("stake") != "equal") {
    throw std::runtime_error("stake is neither \"equal\" nor a list");
  }
  if (b.subnets > 32) throw std::runtime_error("more than 32 subnets");
  const std::vector<double> shares = rule.agreed([&](const Rules& rules) {
    std::vector<double> result(b.subnets);
    rules.root_vote(b.validators, b.subnets, stake.data(), b.weights.data(),
                    in.at("rho").get<double>(), in.at("kappa_u16").get<double>() / 65535,
                    result.data());
    return result;
  });
  const Json& expected = vector.at("expected");
  Json got = Json::array();
  for (std::size_t i = 0; i < expected.size(); ++i)
    got.push_back(booked(shares.at(b.first + i), in.at("block_emission"), expected[i]));
  checks.equal("emission", expected, got);
}

void legacy_pending(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_known_keys(in, "inputs", {"emission_value", "blocks"});
  const double value = tao_of(in.at("emission_value")), blocks = in.at("blocks").get<double>();
  checks.equal("pending", vector.at("expected"),
               rao_of(rule(&Rules::pending_after, 0.0, value, blocks)));
  double pending = 0;
  for (int i = 0; i < in.at("blocks").get<int>(); ++i)
    pending = rule(&Rules::pending_after, pending, value, 1.0);
  checks.equal("pending, block by block", vector.at("expected"), rao_of(pending));
}

}  // namespace

void add_root_vote_pieces(Pieces& pieces) {
  pieces["legacy_root_emission"] = legacy_root_emission;
  pieces["legacy_pending"] = legacy_pending;
}

}  // namespace taosweep::conformance

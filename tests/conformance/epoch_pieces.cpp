// Whole epochs of Yuma consensus: one, several, until they settle.
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/conformance/network.hpp"
#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

constexpr int epochs_to_settle = 400;  // old bonds weigh 0.9^400 = 5e-19

/// Stakes; null is a validator that is masked.
std::vector<double> stakes(const Json& list) {
  std::vector<double> stake;
  for (const Json& s : list) stake.push_back(s.is_null() ? 0 : s.get<double>());
  return stake;
}

/// Weights of an epoch; without any, each uid scores only itself, which does not count.
void run_epoch(Network& network, const Json& stake, const Json& weights) {
  int miners = static_cast<int>(stake.size());
  std::vector<double> scores(stake.size() * stake.size());
  if (!weights.is_null()) {
    miners = weights.empty() ? 0 : static_cast<int>(weights.at(0).size());
    scores = flat(weights, miners);
  }
  network.epoch(stakes(stake), scores, miners);
}

/// An epoch with the stake that `at` names: `stake`, or `active_stake`, in which the validators
/// beyond the activity cutoff are masked. Where all are masked and `stake` stands beside it, nobody
/// scores and all are paid by stake.
/// Source: subtensor v2.0.1 epoch/run_epoch.rs, active_stake.
void run_epoch_at(Network& network, const Json& at, const Json& weights) {
  if (!at.contains("active_stake")) return run_epoch(network, at.at("stake"), weights);
  const Json& active = at.at("active_stake");
  const bool beside = at.contains("stake");
  if (beside && at.at("stake").size() != active.size())
    throw std::runtime_error("stake and active_stake differ in number");
  for (double s : stakes(active))
    if (s > 0) return run_epoch(network, active, weights);
  if (!beside)
    throw std::runtime_error("all of active_stake is masked and no stake stands beside it");
  Json nobody = weights;
  for (Json& row : nobody)
    for (Json& weight : row) weight = 0;
  run_epoch(network, at.at("stake"), nobody);
}

bool names_stake(const Json& at) {
  return at.contains("stake") || at.contains("active_stake");
}

Network network_of(const Json& vector, const BackEnds& rule, bool bonds_as_u16) {
  return Network(rule, rules_of_params(vector.value("params", Json::object())), bonds_as_u16);
}

void epoch(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_known_keys(in, "inputs", {"stake", "active_stake", "weights", "note"});
  Network network = network_of(vector, rule, true);
  run_epoch_at(network, in, in.value("weights", Json()));
  compare_epoch(vector.at("expected"), network, "", checks);
}

void epoch_repeated_three(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  if (in.at("stake") != "equal" || in.at("weights") != "equal on all miners")
    throw std::runtime_error("stake or weights in words that are not known");
  const int validators = in.at("validators").get<int>(), miners = in.at("miners").get<int>();
  const std::vector<double> stake(validators, 1), weights(validators * miners, 1);
  Network network = network_of(vector, rule, true);
  for (int i = 0; i < 3; ++i) network.epoch(stake, weights, miners);
  compare_epoch(vector.at("expected"), network, "", checks);
}

/// Numbers in each bracket of a sentence: "both at [0.7 holders, 0.3 sellers]" holds one list,
/// {0.7, 0.3}.
Json lists_in(const std::string& sentence) {
  Json lists = Json::array();
  for (auto open = sentence.find('['); open != std::string::npos;
       open = sentence.find('[', open + 1)) {
    Json numbers = Json::array();
    for (auto at = open; at < sentence.find(']', open); at = sentence.find_first_of(",]", at + 1))
      numbers.push_back(std::strtod(sentence.c_str() + at + 1, nullptr));
    lists.push_back(numbers);
  }
  return lists;
}

/// Two regimes in words: `before`, "N epochs of .. [weights of all]", and `after`, one bracket per
/// validator.
void epoch_switch(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  Network network = network_of(vector, rule, false);
  const std::string before = in.at("before").get<std::string>();
  const Json first = Json::array({lists_in(before).at(0), lists_in(before).at(0)});
  const int epochs = std::atoi(before.c_str());
  if (epochs <= 0) throw std::runtime_error("`before` does not begin with a number of epochs");
  for (int i = 0; i < epochs; ++i) run_epoch_at(network, in, first);
  const Json after = lists_in(in.at("after").get<std::string>());
  int tempo = 0;
  for (const Json& expected : vector.at("expected_at")) {
    for (; tempo < expected.at("tempo").get<int>(); ++tempo) run_epoch_at(network, in, after);
    compare_epoch(expected, network, "tempo " + std::to_string(tempo) + " ", checks);
  }
}

void epoch_sequence(const Json& vector, const BackEnds& rule, Checks& checks) {
  if (!vector.contains("steps")) return epoch_switch(vector, rule, checks);
  const Json in = vector.value("inputs", Json::object());
  Network network = network_of(vector, rule, true);
  int number = 0;
  for (const Json& step : vector.at("steps")) {
    expect_known_keys(step, "a step", {"stake", "active_stake", "weights", "epoch", "expected"});
    run_epoch_at(network, names_stake(step) ? step : in, step.at("weights"));
    compare_epoch(step.at("expected"), network, "step " + std::to_string(++number) + " ", checks);
  }
}

/// The entry of a list of segments whose epochs [first, last] hold `epoch`.
const Json& at_epoch(const Json& segments, int epoch) {
  for (const Json& segment : segments)
    if (segment.at("epochs").at(0) <= epoch && epoch <= segment.at("epochs").at(1)) return segment;
  throw std::runtime_error("no segment for epoch " + std::to_string(epoch));
}

void epoch_sequence_segments(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  Network network = network_of(vector, rule, false);
  const Json reset = in.value("bonds_reset", Json());
  int next = 0;
  for (const Json& expected : vector.at("expected_at")) {
    for (; next <= expected.at("epoch").get<int>(); ++next) {
      if (!reset.is_null() && reset.at("before_epoch") == next)
        network.forget_bonds(reset.at("miner").get<int>());
      run_epoch_at(network, at_epoch(in.at("stake_segments"), next),
                   at_epoch(in.at("weight_segments"), next).at("weights"));
    }
    compare_epoch(expected, network, "epoch " + std::to_string(next - 1) + " ", checks);
  }
}

void epoch_steady_state(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  Network network = network_of(vector, rule, false);
  for (int i = 0; i < epochs_to_settle; ++i) run_epoch_at(network, in, in.at("weights"));
  compare_epoch(vector.at("expected"), network, "", checks);
}

}  // namespace

void add_epoch_pieces(Pieces& pieces) {
  pieces["epoch"] = epoch;
  pieces["epoch_repeated_three"] = epoch_repeated_three;
  pieces["epoch_sequence"] = epoch_sequence;
  pieces["epoch_sequence_segments"] = epoch_sequence_segments;
  pieces["epoch_steady_state"] = epoch_steady_state;
}

}  // namespace taosweep::conformance

// Validators and miners of one subnet, epoch after epoch.
#pragma once

#include <vector>

#include "kernels/chain/consensus/epoch.hpp"
#include "tests/conformance/json.hpp"
#include "tests/conformance/rules.hpp"

namespace taosweep::conformance {

/// Matrix as a list of rows, flattened; `columns` of each row. Throws where rows differ in length.
std::vector<double> flat(const Json& rows, int columns);

/// Rules from a vector's `params`; what they leave out has the default of the chain at launch.
YumaRules rules_of_params(const Json& params);

/// One subnet, whose bonds last from epoch to epoch. Each epoch runs on every back end.
class Network {
 public:
  Network(const BackEnds& back_ends, const YumaRules& rules, bool bonds_as_u16)
      : back_ends_(&back_ends), rules_(rules), bonds_as_u16_(bonds_as_u16) {}

  /// Runs an epoch. `weights` is [validator][miner]; there may be more validators than before.
  void epoch(const std::vector<double>& stake, const std::vector<double>& weights, int miners);

  /// Bonds with a miner begin anew, as with one that has just registered.
  void forget_bonds(int miner);

  /// What the epoch left, under the names that vectors use; bonds [validator][miner] as `bonds`
  /// and, in 0..65535, as `bonds_u16`.
  Json outcome() const;

 private:
  const BackEnds* back_ends_;
  YumaRules rules_;
  bool bonds_as_u16_;
  int validators_ = 0, miners_ = 0;
  std::vector<double> bonds_;
  std::vector<double> consensus_, incentive_, miner_share_;
  std::vector<double> dividends_, trust_, validator_share_;
};

/// Compares what a vector expects of an epoch; beside the names of outcome(),
/// `emission_of_1e9_each` (every validator) and `bonds_u16_column` {miner, values}.
class Checks;
void compare_epoch(const Json& expected, const Network& network, const std::string& prefix,
                   Checks& checks);

}  // namespace taosweep::conformance

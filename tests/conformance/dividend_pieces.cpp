// Pendings of a subnet paid out to validators.
#include <numeric>
#include <vector>

#include "kernels/chain/consensus/dividends.hpp"
#include "kernels/chain/consensus/payout.hpp"
#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

/// Amounts [TAO or alpha] of one validator each.
struct Validators {
  std::vector<double> alpha, root, dividend, alpha_paid, root_paid;

  int count() const { return static_cast<int>(alpha.size()); }

  /// Splits by the balanced rule; the root part of each dividend must be the same on all back ends.
  void split(const BackEnds& rule, double weight, double root_total, double alpha_total) {
    alpha_paid.resize(alpha.size());
    root_paid.resize(alpha.size());
    for (int v = 0; v < count(); ++v)
      rule(&Rules::root_part_of_dividend, dividend[v], root[v], weight, alpha[v]);
    split_dividends(DividendRule::balanced, count(), dividend.data(), root.data(), alpha.data(),
                    weight, root_total, alpha_total, root_paid.data(), alpha_paid.data());
  }
};

/// Without weights from validators dividends follow stake and take all; else miners get half.
void dividend_drain(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double weight = in.at("tao_weight").get<double>();
  const double pending = tao_of(in.at("pending_alpha")), sold = tao_of(in.at("pending_swapped"));
  const bool incentive = in.at("weights_set").get<bool>();
  Validators all;
  for (const Json& alpha : in.at("alpha_stake")) all.alpha.push_back(tao_of(alpha));
  for (const Json& root : in.at("root_stake")) all.root.push_back(tao_of(root));
  if (all.root.size() != all.alpha.size()) throw std::runtime_error("stakes differ in number");

  std::vector<double> stake(all.count());
  for (int v = 0; v < all.count(); ++v) stake[v] = all.alpha[v] + weight * all.root[v];
  normalise(all.count(), stake.data());
  const double one_miner = incentive ? 1 : 0, none = 0;
  std::vector<double> by_stake(all.count(), none), share(all.count());
  if (incentive) by_stake = stake;
  double miner_share = 0;
  epoch_shares(all.count(), 1, stake.data(), &one_miner, by_stake.data(), &miner_share,
               share.data());
  for (double s : share) all.dividend.push_back(s * (pending + sold));
  all.split(rule, weight, tao_of(in.at("pending_tao")), balanced_alpha(pending, sold, incentive));

  Json got = {{"alpha_stake", Json::array()}, {"root_stake", Json::array()}};
  for (int v = 0; v < all.count(); ++v) {
    got["alpha_stake"].push_back(rao_of(all.alpha[v] + all.alpha_paid[v]));
    got["root_stake"].push_back(rao_of(all.root[v] + all.root_paid[v]));
  }
  compare_fields(vector.at("expected"), got, "", checks);
}

void dividend_distribution(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  Validators all;
  for (const Json& stakes : in.at("stakes_alpha_root")) {
    all.alpha.push_back(tao_of(stakes.at(0)));
    all.root.push_back(tao_of(stakes.at(1)));
  }
  for (const Json& dividend : in.at("dividends")) all.dividend.push_back(tao_of(dividend));
  if (all.dividend.size() != all.alpha.size())
    throw std::runtime_error("stakes and dividends differ in number");
  all.split(rule, in.at("tao_weight").get<double>(), tao_of(in.at("pending_tao")),
            tao_of(in.at("pending_alpha")));
  const auto sum = [](const std::vector<double>& paid) {
    return rao_of(std::accumulate(paid.begin(), paid.end(), 0.0));
  };
  compare_fields(vector.at("expected"),
                 {{"sum_alpha", sum(all.alpha_paid)}, {"sum_tao", sum(all.root_paid)}}, "", checks);
}

}  // namespace

void add_dividend_pieces(Pieces& pieces) {
  pieces["dividend_drain"] = dividend_drain;
  pieces["dividend_distribution"] = dividend_distribution;
}

}  // namespace taosweep::conformance

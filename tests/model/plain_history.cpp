#include "tests/model/plain_history.hpp"

#include <algorithm>
#include <cmath>

namespace taosweep::plain {

double sum_of_squares(const std::vector<double>& shares) {
  double sum = 0;
  for (const double s : shares) sum += s * s;
  return sum;
}

// G = sum_k (2 k - n - 1) s_k / n, k = 1 .. n from the smallest of shares that sum to 1.
double gini(std::vector<double> shares) {
  std::sort(shares.begin(), shares.end());
  const double n = static_cast<double>(shares.size());
  double sum = 0, k = 0;
  for (const double s : shares) sum += (2 * ++k - n - 1) * s;
  return sum / n;
}

namespace {

void divide_by_sum(std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) sum += x;
  for (double& x : values) x /= sum;
}

double half_distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]) / 2;
  return sum;
}

double divergence(const std::vector<double>& shares, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] > 0) sum += shares[i] * std::log(shares[i] / std::max(values[i], 1e-6));
  }
  return sum;
}

/// The divergence from equal shares.
double theil(const std::vector<double>& shares) {
  const std::vector<double> equal(shares.size(), 1 / static_cast<double>(shares.size()));
  return divergence(shares, equal);
}

double emitted(const std::vector<double>& shares) {
  return static_cast<double>(
      std::count_if(shares.begin(), shares.end(), [](double s) { return s > 0; }));
}

}  // namespace

void History::see_day(const Economy& e) {
  Day day{};
  for (const Subnet& s : e.subnets) {
    if (!s.alive) continue;
    day.share.push_back(share_weight(e, s, static_cast<int>(e.scalars.block)));
    day.worth.push_back(std::exp(double{s.log_worth}));
    day.market.push_back(s.price() * (s.issued - s.alpha));
    const auto slot = static_cast<double>(&s - e.subnets.data());
    const AttackState& attack = e.scalars.attack;
    const bool attacked =
        slot == attack.subnet && attack.start >= 0 && e.scalars.block >= attack.start;
    day.even.push_back(attacked ? 0 : 1);
    day.prices += s.price();
  }
  divide_by_sum(day.share);
  divide_by_sum(day.worth);
  divide_by_sum(day.market);
  divide_by_sum(day.even);
  day.root = root_stake(e);
  day.minted = minted_;
  days_.push_back(day);
}

void History::see_tick(const Economy& before, const Economy& after) {
  for (std::size_t i = 0; i < after.subnets.size(); ++i)
    owners_ += after.subnets[i].owner_income - before.subnets[i].owner_income;
  root_ += after.scalars.money.unbooked_root - before.scalars.money.unbooked_root;
  minted_ += after.scalars.money.minted - before.scalars.money.minted;
  blocks_ += after.scalars.block - before.scalars.block;
}

std::map<Outcome, double> History::outcomes() const {
  const std::vector<double>& last = days_.back().share;
  const double all_days = blocks_ / 7200;
  double low = HUGE_VAL, high = 0, root = 0, worth = 0, market = 0, weeks = 0, switches = 0;
  double beyond_worth = 0, beyond_market = 0, even = 0, beyond_even = 0;
  std::vector<double> handed(last.size());
  for (std::size_t day = 0; day < days_.size(); ++day) {
    const Day& it = days_[day];
    root += it.root / static_cast<double>(days_.size());
    if (day == 0) continue;
    low = std::min(low, it.prices);
    high = std::max(high, it.prices);
    for (std::size_t i = 0; i < it.share.size(); ++i)
      handed[i] += (it.minted - days_[day - 1].minted) * it.share[i];
    for (std::size_t i = 0; i < days_[day - 1].share.size(); ++i)
      switches += (it.share[i] > 0) != (days_[day - 1].share[i] > 0);
    if (day < 7) continue;
    weeks += 1;
    worth += half_distance(it.share, it.worth);
    market += half_distance(it.share, it.market);
    beyond_worth += divergence(it.share, it.worth);
    beyond_market += divergence(it.share, it.market);
    even += half_distance(it.share, it.even);
    beyond_even += divergence(it.share, it.even);
  }
  divide_by_sum(handed);
  return {{outcome_emission_hhi, sum_of_squares(last)},
          {outcome_emission_gini, gini(last)},
          {outcome_emission_theil, theil(last)},
          {outcome_divergence_by_worth, beyond_worth / weeks},
          {outcome_divergence_by_market, beyond_market / weeks},
          {outcome_emitted_subnets, emitted(last)},
          {outcome_emission_switches, 30 * switches / static_cast<double>(days_.size() - 1)},
          {outcome_misallocation_by_worth, worth / weeks},
          {outcome_misallocation_by_market, market / weeks},
          {outcome_misallocation_by_even, even / weeks},
          {outcome_divergence_by_even, beyond_even / weeks},
          {outcome_misallocation_in_all_by_even, half_distance(handed, days_.back().even)},
          {outcome_chain_buy_share, 0},
          {outcome_price_sum_low, low},
          {outcome_price_sum_high, high},
          {outcome_chain_buy_tao, 0},
          {outcome_pool_tao_added, minted_ / all_days},
          {outcome_root_income, root_ / all_days / root},
          {outcome_owner_income, owners_ / all_days}};
}

std::map<Series, double> History::series(std::size_t day) const {
  const Day& it = days_[day];
  std::map<Series, double> values{{series_emission_hhi, sum_of_squares(it.share)},
                                  {series_emission_gini, gini(it.share)},
                                  {series_emitted_subnets, emitted(it.share)}};
  if (day == 0) return values;  // a rate needs two rows
  values[series_chain_buy_tao] = 0;
  values[series_pool_tao_added] = it.minted - days_[day - 1].minted;
  return values;
}

}  // namespace taosweep::plain

#include "host/statistics/intervals.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include "host/statistics/means.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// Probability beyond either end.
double tail_of(double level) {
  return (1 - level) / 2;
}

double normal_bound(double level) {
  static const double usual = normal_quantile_at(1 - tail_of(confidence));
  return level == confidence ? usual : normal_quantile_at(1 - tail_of(level));
}

}  // namespace

double normal_quantile_at(double p) {
  return boost::math::quantile(boost::math::normal(), p);
}

double t_quantile_at(double p, double freedom) {
  return boost::math::quantile(boost::math::students_t(freedom), p);
}

Interval wilson_interval(double share, double n, double level) {
  if (!(n > 0) || share != share) return {undefined, undefined};
  // (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
  const double z = normal_bound(level), weight = z * z / n;
  const double middle = share + weight / 2;
  const double half = z * std::sqrt(share * (1 - share) / n + weight / (4 * n));
  // At 0 and 1 an end is exact, and rounding would miss it.
  return {share <= 0 ? 0.0 : (middle - half) / (1 + weight),
          share >= 1 ? 1.0 : (middle + half) / (1 + weight)};
}

Interval exact_interval(double share, double n, double level) {
  if (!(n > 0) || share != share) return {undefined, undefined};
  // Quantiles of Beta(x, n - x + 1) and Beta(x + 1, n - x), x = share n
  const double x = share * n, tail = tail_of(level);
  return {share <= 0 ? 0.0 : boost::math::ibeta_inv(x, n - x + 1, tail),
          share >= 1 ? 1.0 : boost::math::ibeta_inv(x + 1, n - x, 1 - tail)};
}

Interval t_interval(double mean, double standard_error, double freedom, double level) {
  if (!(freedom >= 1) || standard_error != standard_error) return {undefined, undefined};
  thread_local double last_freedom = 0, last_level = 0, t = 0;
  if (freedom != last_freedom || level != last_level) {
    t = t_quantile_at(1 - tail_of(level), freedom);
    last_freedom = freedom;
    last_level = level;
  }
  return {mean - t * standard_error, mean + t * standard_error};
}

namespace {

/// Ranks between which a Binomial(m, p) number falls with at least the probability `level`.
struct Ranks {
  std::int64_t low, high;
};

/// Smallest k in [low, high] for which the distribution function passes; `high` where none does.
template <class Passes>
std::int64_t first_rank(std::int64_t low, std::int64_t high, const Passes& passes) {
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (passes(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

Ranks ranks_of(std::int64_t m, double p, double level) {
  const double tail = tail_of(level);
  const boost::math::binomial trials(static_cast<double>(m), p);
  // low rank l: largest with P(B <= l-1) <= tail;  high rank u+1: smallest with P(B <= u) >= 1 -
  // tail. The function is asked for a score of times, each of which takes microseconds.
  const auto below = [&](std::int64_t k) {
    return boost::math::cdf(trials, static_cast<double>(k));
  };
  const std::int64_t l = first_rank(0, m, [&](std::int64_t k) { return below(k) > tail; });
  const std::int64_t u = first_rank(l, m, [&](std::int64_t k) { return below(k) >= 1 - tail; });
  return {l, u};
}

/// The same, remembered: points of one sweep ask for few numbers again and again.
Ranks remembered_ranks(std::int64_t m, double p, double level) {
  constexpr std::size_t at_most = 1 << 16;
  thread_local std::map<std::tuple<std::int64_t, double, double>, Ranks> known;
  const auto found = known.find({m, p, level});
  if (found != known.end()) return found->second;
  if (known.size() >= at_most) known.clear();
  return known[{m, p, level}] = ranks_of(m, p, level);
}

}  // namespace

QuantileRanks quantile_ranks(std::int64_t n, double p, double effective, double level) {
  const double most = static_cast<double>(n);
  // Whole numbers that rounding left a little below themselves stay what they are.
  const auto m = static_cast<std::int64_t>(std::floor(std::min(effective * (1 + 1e-9), most)));
  if (m < 1) return {0, 0};
  const auto [l, u] = remembered_ranks(m, p, level);
  const double scale = most / static_cast<double>(m);
  QuantileRanks ranks{0, 0};
  if (l >= 1)
    ranks.low = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::floor(static_cast<double>(l) * scale)));
  if (u < m)  // rank u + 1 of m
    ranks.high = std::min<std::int64_t>(
        n, static_cast<std::int64_t>(std::ceil(static_cast<double>(u + 1) * scale)));
  return ranks;
}

Interval quantile_interval(std::span<const double> ascending, double p, double effective,
                           double level) {
  const QuantileRanks ranks =
      quantile_ranks(static_cast<std::int64_t>(ascending.size()), p, effective, level);
  const auto at = [&](std::int64_t rank) {
    return rank == 0 ? undefined : ascending[static_cast<std::size_t>(rank - 1)];
  };
  return {at(ranks.low), at(ranks.high)};
}

SurvivalMedian survival_median(std::span<const double> times, std::span<const double> observed,
                               double design_effect, double level) {
  std::vector<std::pair<double, bool>> events;
  events.reserve(times.size());
  for (std::size_t i = 0; i < times.size(); ++i)
    if (times[i] == times[i] && observed[i] == observed[i])
      events.emplace_back(times[i], observed[i] != 0);
  std::sort(events.begin(), events.end());
  SurvivalMedian result{undefined, {undefined, undefined}};
  const double z = normal_bound(level);
  double survival = 1, greenwood = 0;
  for (std::size_t i = 0; i < events.size();) {
    const double at_risk = static_cast<double>(events.size() - i);
    double deaths = 0;
    const double time = events[i].first;
    for (; i < events.size() && events[i].first == time; ++i) deaths += events[i].second;
    if (deaths == 0) continue;
    // S = prod (1 - d/r),  Var S = S^2 sum d/(r (r - d)),  band of log(-log S): -+ z sqrt(sum) /
    // |log S|
    survival *= 1 - deaths / at_risk;
    if (result.median != result.median && survival <= 0.5) result.median = time;
    if (survival <= 0) {
      // S has no band at 0: the lower bound is at hand here
      // at the latest, the upper one is not known.
      if (result.bounds.low != result.bounds.low) result.bounds.low = time;
      break;
    }
    greenwood += deaths / (at_risk * (at_risk - deaths));
    const double spread = z * std::sqrt(greenwood * design_effect) / std::fabs(std::log(survival));
    const double lower = std::pow(survival, std::exp(spread)),
                 upper = std::pow(survival, std::exp(-spread));
    if (result.bounds.low != result.bounds.low && lower <= 0.5) result.bounds.low = time;
    if (result.bounds.high != result.bounds.high && upper <= 0.5) result.bounds.high = time;
  }
  return result;
}

}  // namespace taosweep

#include "host/run/divergence.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "kernels/chain/block_time.hpp"

namespace taosweep {
namespace {

constexpr int day = static_cast<int>(blocks_per_day);

template <class T>
bool same_bits(T a, T b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

std::string shown(double value) {
  return value == value ? number_text(value) : "undefined";
}
/// With the digits that its precision holds.
std::string shown(double value, const Quantity& quantity) {
  return quantity.single && value == value ? fmt::format("{}", static_cast<float>(value))
                                           : shown(value);
}

std::string with_unit(const std::string& values, const std::string& unit) {
  return unit == "1" ? values : values + " " + unit;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// A moment of an economy, and its state in few bits.
struct Glimpse {
  int block;
  Moment moment;
  int before;  ///< block of the moment before
  std::size_t state;

  bool operator<(const Glimpse& other) const {
    return block != other.block ? block < other.block : moment < other.moment;
  }
};

std::vector<Glimpse> glimpses(WatchedEconomy economy, int until) {
  std::vector<Glimpse> seen;
  int before = economy.block();
  economy.watch_to(until, [&](Moment moment, int block, const std::vector<double>& state) {
    const std::string_view bytes(reinterpret_cast<const char*>(state.data()),
                                 state.size() * sizeof(double));
    seen.push_back({block, moment, before, std::hash<std::string_view>{}(bytes)});
    before = block;
  });
  return seen;
}

std::vector<double> state_at(WatchedEconomy economy, int until, const Glimpse& wanted) {
  std::vector<double> found;
  economy.watch_to(until, [&](Moment moment, int block, const std::vector<double>& state) {
    if (moment == wanted.moment && block == wanted.block) found = state;
  });
  return found;
}

std::string when(const Glimpse& a, const Glimpse& b) {
  const std::string start = "day " + number_text(a.block / blocks_per_day) + ", ";
  switch (a.moment) {
    case Moment::step:
      return start + (a.before == b.before
                          ? fmt::format("in the step from block {} to {}", a.before, a.block)
                          : fmt::format("in the step to block {}, which starts at {} and {}",
                                        a.block, a.before, b.before));
    case Moment::tick_done:
      return start + fmt::format("when the orders of the tick are settled at block {}", a.block);
    case Moment::tick_begun:
      return start +
             fmt::format("when the market is looked at and orders are set at block {}", a.block);
  }
  return start;
}

/// Two economies that stand where they are still the same, and part until block `until`.
std::optional<Divergence> within(const WatchedEconomy& a, const WatchedEconomy& b, int until) {
  const std::vector<Glimpse> of_a = glimpses(a, until), of_b = glimpses(b, until);
  for (auto x = of_a.begin(), y = of_b.begin(); x != of_a.end() && y != of_b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else if (x->state == y->state) {
      ++x, ++y;
    } else {
      const auto found = first_difference(state_at(a, until, *x), state_at(b, until, *y));
      return when(*x, *y) + ", " + found.value_or("in a way that a second look does not show");
    }
  }
  return std::nullopt;
}

std::optional<Divergence> in_paths(const EconomyResult& a, const EconomyResult& b,
                                   const RecordPlan& plan) {
  const auto first = first_difference_of_paths(a.path, b.path, plan);
  if (!first) return std::nullopt;
  return fmt::format("day {}, netuid {}, {}: {}", number_text(first->day), first->netuid,
                     first->quantity->name,
                     with_unit(shown(first->a) + " and " + shown(first->b), first->quantity->unit));
}

std::optional<Divergence> in_series(const EconomyResult& a, const EconomyResult& b,
                                    const RecordPlan& plan) {
  std::size_t start = 0;
  for (const SeriesInfo& info : series_table) {
    const std::vector<double> times = time_values(info.axis, plan);
    for (std::size_t i = 0; i < times.size(); ++i) {
      const float x = a.series[start + i], y = b.series[start + i];
      if (same_bits(x, y)) continue;
      return fmt::format(
          "{} {}, {}: {}", info.axis == TimeAxis::day ? "day" : "hours since the action",
          number_text(times[i]), info.name, with_unit(shown(x) + " and " + shown(y), info.unit));
    }
    start += times.size();
  }
  return std::nullopt;
}

std::optional<Divergence> in_outcomes(const EconomyResult& a, const EconomyResult& b) {
  if (a.status != b.status) {
    return fmt::format("the end, status: {} and {}", static_cast<int>(a.status),
                       static_cast<int>(b.status));
  }
  for (int k = 0; k < outcome_count; ++k) {
    const double x = a.outcomes[k], y = b.outcomes[k];
    if (same_bits(x, y)) continue;
    return fmt::format("the end, {}: {}", outcome_table[k].name,
                       with_unit(shown(x) + " and " + shown(y), outcome_table[k].unit));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Divergence> first_difference(const std::vector<double>& a,
                                           const std::vector<double>& b) {
  std::optional<Divergence> first;
  std::string others;
  int more = 0;
  for (const Quantity& quantity : state_quantities()) {
    std::size_t differing = 0, at = 0;
    for (std::size_t i = quantity.start + quantity.count; i-- > quantity.start;) {
      if (!same_bits(a[i], b[i])) ++differing, at = i;
    }
    if (differing == 0) continue;
    if (first) {
      constexpr int named = 6;
      if (more++ < named) others += (others.empty() ? "" : ", ") + quantity.name;
      continue;
    }
    const std::string values = shown(a[at], quantity) + " and " + shown(b[at], quantity);
    first = quantity.name + ": " + with_unit(values, quantity.unit);
    if (quantity.count > 1) *first = fmt::format("netuid {}, ", at - quantity.start + 1) + *first;
    if (differing > 1) *first += fmt::format("; likewise {} other subnets", differing - 1);
  }
  if (more > 0)
    *first += fmt::format("; {} more quantities differ there ({}{})", more, others,
                          more > 6 ? ", ..." : "");
  return first;
}

std::optional<Divergence> first_divergence(const Job& a, const Job& b, Isa isa) {
  WatchedEconomy x(a), y(b);
  if (const auto found = first_difference(x.state(), y.state())) return "the launch, " + *found;
  const int end = std::min(x.end(), y.end());
  while (x.block() < end) {
    const WatchedEconomy x_before = x, y_before = y;
    const int until = x.block() + day;
    // Where one of them ends within a day, the other may have no look at the market there.
    if (until > end) return within(x, y, end);
    x.run_to(until, isa), y.run_to(until, isa);
    if (same(x.state(), y.state())) continue;
    if (auto found = within(x_before, y_before, until)) return found;
    return fmt::format(
        "day {} on the back end {}, and not at all on {}: the two do not compute the "
        "same bits, which is a fault of the program; {}",
        number_text(until / blocks_per_day), isa_name(isa), isa_name(reference_isa),
        first_difference(x.state(), y.state()).value_or(""));
  }
  return std::nullopt;
}

std::optional<PathDifference> first_difference_of_paths(const std::vector<float>& a,
                                                        const std::vector<float>& b,
                                                        const RecordPlan& plan) {
  if (a.empty() && b.empty()) return std::nullopt;
  const std::vector<double> days = time_values(TimeAxis::day, plan);
  const std::size_t of_quantity = days.size() * path_subnets;
  for (std::size_t place = 0; place < of_quantity; ++place) {
    for (std::size_t i = 0; i < path_count; ++i) {
      const float x = a.at(i * of_quantity + place), y = b.at(i * of_quantity + place);
      if (same_bits(x, y)) continue;
      return PathDifference{&path_table[i], days[place / path_subnets],
                            static_cast<int>(place % path_subnets) + 1, x, y};
    }
  }
  return std::nullopt;
}

std::optional<Divergence> first_divergence(const EconomyResult& a, const EconomyResult& b,
                                           const RecordPlan& plan) {
  if (auto found = in_paths(a, b, plan)) return found;
  if (auto found = in_series(a, b, plan)) return found;
  return in_outcomes(a, b);
}

}  // namespace taosweep

#include "host/run/engines_apart.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "kernels/chain/block_time.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

constexpr int day = static_cast<int>(blocks_per_day);

/// One pattern of bits for all that is undefined: 0/0 has other signs on other instruction sets.
std::vector<double> numbers(const WatchedEconomy& economy) {
  std::vector<double> all = economy.state();
  for (double& number : all)
    if (number != number) number = undefined;
  return all;
}

}  // namespace

std::optional<Divergence> first_parted_tick(WatchedEconomy a, Isa on_a, WatchedEconomy b, Isa on_b,
                                            int until) {
  while (a.block() < until) {
    const int from = a.block();
    a.run_to(from + 1, on_a), b.run_to(from + 1, on_b);
    const auto found = first_difference(numbers(a), numbers(b));
    if (!found) continue;
    return fmt::format("day {}, in the tick from block {} to {}, {}",
                       number_text(a.block() / blocks_per_day), from, a.block(), *found);
  }
  return std::nullopt;
}

std::optional<Divergence> first_divergence(const Job& job, Isa a, Isa b) {
  WatchedEconomy x(job), y(job);
  while (x.block() < x.end()) {
    const WatchedEconomy x_before = x, y_before = y;
    const int until = std::min(x.block() + day, x.end());
    x.run_to(until, a), y.run_to(until, b);
    const auto found = first_difference(numbers(x), numbers(y));
    if (!found) continue;
    if (auto tick = first_parted_tick(x_before, a, y_before, b, until)) return tick;
    return fmt::format("the end of day {}, {}; run tick by tick they stay the same",
                       number_text(until / blocks_per_day), *found);
  }
  return std::nullopt;
}

}  // namespace taosweep

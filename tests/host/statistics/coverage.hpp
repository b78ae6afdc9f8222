// Do intervals hold what they are for as often as they say? What such tests share.
//
// Each case is run some 1,000 times, 20,000 times under TAOSWEEP_LONG, with the same draws every
// time. It fails where the share of runs that show an interval which misses lies above 5 % by more
// than 3.1 standard errors: were the truth just 5 %, one case in 1,000 would fail for another
// choice of the draws. A line for docs/compare.md is printed for each.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>

#include "host/statistics/intervals.hpp"
#include "kernels/random/philox.hpp"

namespace taosweep {

/// Uniform numbers of one run of one case.
class Draws {
 public:
  Draws(std::uint32_t of_case, std::uint32_t run) : case_(of_case), run_(run) {}
  double uniform() {
    if (at_ % 4 == 0) words_ = philox<std::uint32_t>(at_ / 4, run_, 0u, 0u, case_, 7u);
    return (words_.w[at_++ % 4] + 0.5) * 0x1p-32;
  }
  double normal() { return normal_quantile_at(uniform()); }
  bool coin(double p) { return uniform() < p; }

 private:
  std::uint32_t case_, run_, at_ = 0;
  Words<std::uint32_t> words_{};
};

struct Rates {
  double held = 0, missed = 0, refused = 0;
};

inline int runs_of_a_case() {
  return std::getenv("TAOSWEEP_LONG") != nullptr ? 20000 : 1000;
}

/// The interval of one run; the text names its resamples.
using Find = std::function<Interval(Draws&, const std::string& key)>;

/// Rates of one case; `truth` is what the interval is for.
inline Rates coverage_of(const std::string& name, std::uint32_t number, double truth,
                         const Find& find) {
  const int runs = runs_of_a_case();
  int held = 0, missed = 0, refused = 0;
  for (int run = 0; run < runs; ++run) {
    Draws draws(number, static_cast<std::uint32_t>(run));
    const Interval bounds = find(draws, std::to_string(run));
    if (std::isnan(bounds.low) && std::isnan(bounds.high)) {
      ++refused;
      continue;
    }
    EXPECT_LT(bounds.low, bounds.high) << name << ": an interval without width";
    (bounds.low <= truth && truth <= bounds.high ? held : missed)++;
  }
  const double n = runs;
  const Rates rates{held / n, missed / n, refused / n};
  std::cout << "COVERAGE | " << name << " | " << 100 * rates.held << " | " << 100 * rates.missed
            << " | " << 100 * rates.refused << " |\n";
  EXPECT_LE(rates.missed, 0.05 + 3.1 * std::sqrt(0.05 * 0.95 / n)) << name;
  return rates;
}

}  // namespace taosweep

// Whole runs on two back ends, outcome by outcome.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {

/// The same bits, where all that are no number count as one.
inline bool same_numbers(const EconomyResult& a, const EconomyResult& b) {
  const auto same = [](auto x, auto y) {
    return std::isnan(x) ? std::isnan(y) : std::memcmp(&x, &y, sizeof x) == 0;
  };
  return a.status == b.status && std::ranges::equal(a.outcomes, b.outcomes, same) &&
         std::ranges::equal(a.series, b.series, same) && std::ranges::equal(a.path, b.path, same);
}

/// Runs `p` on the reference and on `isa`; both economies can be looked at afterwards.
struct OnTwoBackEnds {
  Simulation<1> reference, economy;

  OnTwoBackEnds(const Parameters& p, Isa isa) : reference(p), economy(p, {1, 0, 0}, isa) {
    const EconomyResult expected = reference.finish_run(), got = economy.finish_run();
    EXPECT_EQ(got.status, Status::ok);
    for (int i = 0; i < outcome_count; ++i) {
      const bool undefined = std::isnan(expected.outcomes[i]);
      EXPECT_EQ(std::isnan(got.outcomes[i]), undefined) << outcome_table[i].name;
      if (!undefined) {
        EXPECT_EQ(got.outcomes[i], expected.outcomes[i]) << outcome_table[i].name;
      }
    }
  }
};

}  // namespace taosweep

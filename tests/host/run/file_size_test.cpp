// How large a results file will be.
#include "host/run/file_size.hpp"

#include <gtest/gtest.h>

#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

TEST(Packing, IsThatOfEachArmByItself) {
  // Both arms have the same numbers, of which no two are alike: as a file has them, in blocks of
  // their own, they pack to nearly what they are.
  constexpr std::uint64_t points = 600;
  const Experiment e = samples::experiment(1, points);
  PointResults results = samples::results(e, 0, points);
  for (std::size_t i = 0; i + 1 < results.outcomes.size(); i += 2)
    results.outcomes[i] = results.outcomes[i + 1] = samples::noise(i, 1);
  const Portion all = whole_sweep(e);
  const Packing packing = packing_of(e, all, results_in_memory(e, all, results));
  EXPECT_GT(packing.at("/outcomes/floor_ratio"), 0.8);
  EXPECT_LE(packing.at("/outcomes/floor_ratio"), 1.05);
}

}  // namespace
}  // namespace taosweep

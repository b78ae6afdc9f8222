// Where two instruction sets part over one economy.
#include "host/run/engines_apart.hpp"

#include <gmock/gmock.h>

#include "kernels/chain/block_time.hpp"
#include "tests/host/run/short_attack.hpp"

namespace taosweep {
namespace {

/// A look every 150 blocks, two steps in between.
Job job() {
  Job job = short_attack();
  job.parameters.time.signal_blocks = 150;
  return job;
}

TEST(EnginesApart, AreNowhereForBackEndsOfThisProgram) {
  for (const IsaInfo& info : isa_table) {
    if (!isa_available(info.isa)) continue;
    EXPECT_EQ(first_divergence(job(), info.isa, reference_isa), std::nullopt) << info.name;
  }
}

// A back end that computes otherwise is played by a job with a rule of its own: price averages that
// are faster from block 7425 on, which is amid a tick.
TEST(EnginesApart, AreAtTheFirstTickAfterWhichTheStatesDiffer) {
  Job other = job();
  Rules faster;
  faster.ema_alpha = 1e-3;
  other.parameters.schedule = {2, {{0, Rules{}}, {7425 / blocks_per_day, faster}}};
  const WatchedEconomy a(job()), b(other);
  const auto found = first_parted_tick(a, best_isa(), b, reference_isa, 2 * 7200);
  EXPECT_THAT(found.value_or("nowhere"),
              testing::MatchesRegex(
                  "day 1\\.04166666666[0-9]+, in the tick from block 7350 to 7500, netuid 1, "
                  "price_ema: 0\\.[0-9]{14,} and 0\\.[0-9]{14,} TAO/alpha; likewise 7 other .*"));
  EXPECT_EQ(first_parted_tick(a, best_isa(), b, reference_isa, 7200), std::nullopt);
}

}  // namespace
}  // namespace taosweep

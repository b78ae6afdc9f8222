// What of a run lies outside the launches: a made-up card keeps a pace, and economies cost its host
// time before and after.
#include <gtest/gtest.h>

#include "host/parallel/workers.hpp"
#include "tests/kernels/gpu/paced_machine.hpp"

namespace taosweep {
namespace {

/// Share of a run's time in which the card does nothing.
double idle_share(int threads, double of_an_economy, double of_host) {
  constexpr std::size_t batch = 16, batches = 64;
  Parameters p;
  p.network.subnets = 20;
  p.time.days = 20;
  p.time.step_blocks = 300;
  const double steps = step_counts_of(p).steps / 32;
  PacedCard paced{of_an_economy / steps, {}};
  Card card;
  std::atomic<std::size_t> next = 0;
  Work work;
  work.run = [&](int) {
    PacedMachine machine(paced);
    while (next++ < batches) {
      sleep(batch * of_host / 2);  // jobs
      const std::vector<Job> jobs(batch, {p, {1, 0, 0}});
      advance_on(machine, card, jobs, {20, 1, false}, nullptr);
      sleep(batch * of_host / 2);  // results
    }
  };
  work.watch = [] {};
  work.give_up = [] {};
  work.interval = std::chrono::milliseconds(1);
  const double start = now();
  run_workers(threads, work);
  const double whole = now() - start;
  EXPECT_EQ(paced.economies, batch * batches);
  EXPECT_LE(paced.longest, longest_launch);
  return 1 - paced.busy / whole;
}

// An economy of a coarse sweep [s], in slow motion: this program is not always optimised.
constexpr double slower = 5, of_card = slower * 80e-6, of_host = slower * 50e-6;

TEST(Overlap, HidesTheHostBehindTheCard) {
  double idle = 1;
  for (int i = 0; i < 5 && idle > 1 - 1 / 1.2; ++i)  // other work on the machine is no fault of it
    idle = std::min(idle, idle_share(batches_at_a_time, of_card, of_host));
  EXPECT_LT(idle, 1 - 1 / 1.2);
}

TEST(Overlap, IsWhatHidesIt) {
  EXPECT_GT(idle_share(1, of_card, of_host), 0.3);
}

}  // namespace
}  // namespace taosweep

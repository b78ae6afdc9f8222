// What of a run lies outside the launches: a made-up card keeps a pace, and economies cost its host
// time before and after.
#include <gtest/gtest.h>

#include <mutex>

#include "host/parallel/workers.hpp"
#include "tests/kernels/gpu/made_up_machine.hpp"

namespace taosweep {
namespace {

using Seconds = std::chrono::duration<double>;

double now() {
  return Seconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void sleep(double seconds) {
  std::this_thread::sleep_for(Seconds(seconds));
}

/// A card that is busy with one launch at a time, so long for each step.
struct PacedCard {
  double of_a_step;
  std::mutex mutex;
  double busy = 0;  ///< in launches [s]
  std::uint64_t economies = 0;
  double longest = 0;
};

/// Economies that do nothing but pass the time.
class PacedMachine : public MadeUpMemory {
 public:
  explicit PacedMachine(PacedCard& card) : card_(card) {}

  std::uint32_t warps(int) const { return 16; }
  template <int Slots>
  std::uint32_t warps(unsigned) const {
    return 16;
  }
  template <int Slots>
  void set_up(const BatchView<Slots>& batch) {
    for (std::size_t i = 0; i < batch.economies; ++i) batch.states[i].scalars.block = 0;
  }
  template <int Slots>
  double advance(unsigned, const BatchView<Slots>& batch, const TaskBoard& board, int border,
                 int steps, std::uint32_t) {
    const std::lock_guard lock(card_.mutex);
    const double start = now();
    double taken = 0;
    work_off(board, ThreadAgent{}, [&](std::uint32_t i) {
      return run_task(batch, i, border, steps, [&](int until) {
        Scalars& q = batch.states[i].scalars;
        const Clock& clock = batch.setting(i).clock;
        for (auto at = static_cast<int>(q.block); at < until; at += tick_at(clock, at, -1))
          taken += tick_at(clock, at, -1) / step_at(clock, at, -1);
        q.block = until;
      });
    });
    sleep(start + taken * card_.of_a_step - now());
    const double seconds = now() - start;
    card_.busy += seconds;
    card_.longest = std::max(card_.longest, seconds);
    return seconds;
  }
  template <int Slots>
  void finish(const BatchView<Slots>& batch) {
    const std::lock_guard lock(card_.mutex);
    for (std::size_t i = 0; i < batch.economies; ++i)
      card_.economies += batch.states[i].scalars.block >= batch.setting(i).clock.stop;
  }

 private:
  PacedCard& card_;
};

/// Share of a run's time in which the card does nothing.
double idle_share(int threads, double of_an_economy, double of_host) {
  constexpr std::size_t batch = 16, batches = 64;
  Parameters p;
  p.network.subnets = 20;
  p.time.days = 20;
  p.time.step_blocks = 300;
  const double steps = cost_of(p) / 32;
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

// What a sweep takes of a machine, and what is refused for it.
#include "host/run/demand.hpp"

#include <gmock/gmock.h>

#include "host/run/chunks.hpp"
#include "host/run/room.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Devices one_core() {
  DeviceOptions options;
  options.kind = DeviceKind::cpu;
  options.threads = 1;
  return choose_devices(options, 1000);
}

Outline outline_of(const std::string& text) {
  const ConfigFile file(text);
  Outline outline;
  try {
    load_experiment(file.path(), {}, [&](const Outline& seen) {
      outline = seen;
      throw UsageError("seen: nothing is to be drawn");
    });
  } catch (const UsageError&) {
  }
  return outline;
}

const std::string drawn =
    "[vary]\nattack.day = grid(0, 1)\nminers.margin = uniform(0.1, 0.2)\n"
    "[time]\ndays = 9\n[arms]\nfoundation.acts = no, yes\n[keep]\npaths = 5\n[sweep]\n";

TEST(Outline, CountsWithoutDrawing) {
  const Outline outline = outline_of(drawn + "points = 300\nreplicates = 2\n");
  EXPECT_EQ(outline.points, 600u);
  EXPECT_EQ(outline.kept_paths, 6u);
  EXPECT_EQ(outline.longest_days, 9);
  EXPECT_EQ(outline.size_key, "sweep.points");
  EXPECT_EQ(outline.size, 300u);
  EXPECT_EQ(outline.experiment.points.size(), 256u);
  EXPECT_TRUE(outline.experiment.keep.economies.empty());
}

TEST(Outline, TakesTheLongestHorizonOfAnAxis) {
  EXPECT_EQ(outline_of("[vary]\ntime.days = grid(3, 12, 6)\n").longest_days, 12);
}

TEST(Outline, HoldsPointsOfTheDesignItself) {
  const std::string text = drawn + "points = 20\n";
  EXPECT_EQ(outline_of(text).experiment.points, experiment_of(text).points);
}

// 999 resamples of as many units as a cell has points: 4 B each, made once.
TEST(Demand, OfAMapCountsTheDrawsOfItsUnits) {
  const auto demand = [](double cells, double points) {
    SweepCounts counts = counts_of(outline_of(drawn + "points = 300\n"));
    counts.cells = cells;
    counts.points = counts.points_total = cells * points;
    return demand_of(counts, one_core());
  };
  // 2^16 cells x units are drawn for, and twice as many are not.
  const Demand without = demand(1, 8 * 8192), drawn_for = demand(8, 8192),
               beyond = demand(16, 8192);
  EXPECT_GE(drawn_for.memory - without.memory, 4.0 * 999 * 8192);
  EXPECT_LT(beyond.memory - drawn_for.memory, demand(1, 16 * 8192).memory - without.memory);
  constexpr double of_an_outcome = 999.0 * 65536 * 2e-9;
  EXPECT_GT(drawn_for.overhead - without.overhead,
            of_an_outcome * static_cast<double>(outcome_count));
}

TEST(SweepCounts, AreTheSameBeforeAndAfterDrawing) {
  const std::string text = drawn + "points = 20\nreplicates = 3\n";
  const Experiment e = experiment_of(text);
  const Portion all = whole_sweep(e);
  const auto plan = plan_chunks(e, all, {{0, 120}}, 1e9);
  const SweepCounts before = counts_of(outline_of(text)), after = counts_of(e, all, cost_of(plan));
  EXPECT_EQ(before.economies(), 240);
  EXPECT_EQ(after.economies(), 240);
  EXPECT_DOUBLE_EQ(before.each.work, after.each.work);
  const Demand a = demand_of(before, one_core()), b = demand_of(after, one_core());
  EXPECT_DOUBLE_EQ(a.memory, b.memory);
  EXPECT_DOUBLE_EQ(a.chunks, b.chunks);
}

TEST(Demand, LeavesOutWhatNobodyDefines) {
  SweepCounts counts = counts_of(outline_of(drawn + "points = 20000\n"));
  const Demand all = demand_of(counts, one_core());
  counts.defined = 0.5;
  const Demand half = demand_of(counts, one_core());
  EXPECT_NEAR(all.chunks - half.chunks, 4.0 * static_cast<int>(outcome_count) * counts.economies(),
              1);
  EXPECT_LT(half.memory, all.memory);
  counts.acts = false;
  const Demand calm = demand_of(counts, one_core());
  EXPECT_LT(calm.chunks, half.chunks);
  EXPECT_LE(calm.memory, half.memory);
  EXPECT_EQ(calm.file, all.file) << "which says undefined in as many places";
}

TEST(Demand, OfAShardIsItsShareOfDiskAndTheWholeDesignInMemory) {
  const Outline outline = outline_of(drawn + "points = 4000000\n");
  const Demand whole = demand_of(counts_of(outline), one_core()),
               part = demand_of(counts_of(outline, 100), one_core());
  EXPECT_NEAR(part.chunks, whole.chunks / 100, 0.02 * whole.chunks / 100);
  EXPECT_GT(part.memory, 8e6 * 2 * 8.0) << "every process draws the whole design";
}

TEST(Demand, OfAnEconomyMoreIsItsPlaceInTheDesignAndInTheColumnThatIsPooled) {
  const auto memory = [](const std::string& points) {
    const Outline outline =
        outline_of("[vary]\nminers.margin = uniform(0.1, 0.2)\n[sweep]\npoints = " + points + "\n");
    return demand_of(counts_of(outline), one_core()).memory;
  };
  // [B] An axis 8, a cell 4 and again 4, ids 16; values and status 16, copies in statistics 65.
  EXPECT_NEAR((memory("20000000") - memory("10000000")) / 1e7, 8 + 8 + 16 + 16 + 65, 1);
}

TEST(Room, RefusesWhatNeedsMoreAndNamesWhatFits) {
  const std::string text = drawn + "points = 4000000000\n";
  const ConfigFile file(text);
  const auto check = [](const Outline& outline) { check_room(outline, one_core(), 1, "out.h5"); };
  try {
    load_experiment(file.path(), {"vary.attack.day=", "keep.paths="}, check);
    FAIL() << "four billion points";
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("a.ini:11: sweep.points = 4000000000 needs about "),
                                    HasSubstr(" of memory, more than the "), HasSubstr(" fit")));
  }
}

TEST(Room, IsTheSmallestThatIsKnown) {
  const auto file = [](const std::string& path) -> std::optional<std::string> {
    if (path == "/proc/meminfo")
      return "MemTotal:       9000 kB\nMemAvailable:   2000 kB\nBuffers: 1 kB\n";
    return std::nullopt;
  };
  EXPECT_EQ(memory_room(file, std::nullopt)->bytes, 2048000);
  EXPECT_EQ(memory_room(file, 1e6)->bytes, 1e6);
  EXPECT_THAT(memory_room(file, 1e6)->set_by, HasSubstr("ulimit -v"));
  EXPECT_FALSE(memory_room([](const auto&) { return std::nullopt; }, std::nullopt));
  EXPECT_GT(memory_room()->bytes, 1e6);
  EXPECT_GT(disk_room("out.h5")->bytes, 0);
  EXPECT_FALSE(disk_room("/no such folder/out.h5"));
}

TEST(Bytes, AreWrittenInTheUnitThatFits) {
  EXPECT_EQ(bytes_text(12), "1 kB");
  EXPECT_EQ(bytes_text(2.34e6), "2.3 MB");
  EXPECT_EQ(bytes_text(6e13), "60.00 TB");
}

}  // namespace
}  // namespace taosweep

// From a config to a file and back: what replay, rerun and merge rest on.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/host/sample_results.hpp"

namespace taosweep {
namespace {

constexpr const char* config = R"(title = Round trip
[time]
days = 3
[vary]
attack.day = grid(0, 1)
attention.base_events = loguniform(0.01, 0.1)
[arms]
foundation.acts = no, yes
[sweep]
points = 4
replicates = 2
seed = 7
[keep]
paths = 2
)";

TEST(ReadResults, ReturnsTheExperimentAndEveryNumber) {
  const samples::Folder folder;
  std::ofstream(folder / "round.ini") << config;
  const Experiment e = load_experiment(folder / "round.ini", {"sweep.seed=8"});
  const PointResults given = samples::results(e, 0, e.points.size());
  write_results(folder / "out.h5", e, whole_sweep(e), given, samples::facts());
  const StoredResults stored = read_results(folder / "out.h5");

  EXPECT_EQ(stored.experiment.config, e.config);
  EXPECT_EQ(stored.experiment.config_hash, e.config_hash);
  EXPECT_EQ(stored.config_hash, e.config_hash);
  EXPECT_EQ(stored.experiment.design_hash, e.design_hash);
  EXPECT_EQ(stored.experiment.seed, 8u);
  EXPECT_EQ(stored.experiment.points, e.points);
  EXPECT_EQ(stored.experiment.cells, e.cells);
  EXPECT_EQ(stored.experiment.keep.economies, e.keep.economies);
  for (std::uint64_t point = 0; point < e.points.size(); ++point) {
    for (std::uint64_t arm = 0; arm < e.arms.size(); ++arm) {
      const Parameters a = parameters_of(e, point, arm),
                       b = parameters_of(stored.experiment, point, arm);
      for (const ParameterInfo& info : parameter_table)
        EXPECT_EQ(info.of(a), info.of(b)) << info.key << " " << point << " " << arm;
      ASSERT_EQ(a.schedule.count, b.schedule.count);
      for (int era = 0; era < a.schedule.count; ++era) {
        EXPECT_EQ(a.schedule.of[era].day, b.schedule.of[era].day);
        EXPECT_EQ(a.schedule.of[era].rules, b.schedule.of[era].rules);
      }
    }
  }
  ASSERT_EQ(economies_of(stored), given.status.size());
  std::size_t kept = 0;
  for (std::uint64_t id = 0; id < given.status.size(); ++id) {
    ASSERT_TRUE(holds(stored, id));
    const EconomyInFile economy = read_economy(folder / "out.h5", stored, id);
    EXPECT_EQ(economy.status, given.status[id]);
    EXPECT_EQ(economy.outcomes[outcome_pool_tao],
              given.outcomes[outcome_pool_tao * given.status.size() + id]);
    const auto path = given.paths.find(id);
    EXPECT_EQ(economy.path, path == given.paths.end() ? std::vector<float>{} : path->second);
    kept += !economy.path.empty();
  }
  EXPECT_EQ(kept, 2u);
  EXPECT_FALSE(holds(stored, given.status.size()));
  EXPECT_THROW(read_economy(folder / "out.h5", stored, given.status.size()), UsageError);
  EXPECT_EQ(stored.content_digest, samples::content_digest(folder / "out.h5"));
  EXPECT_EQ(stored.portion.shard_count, 1u);
}

}  // namespace
}  // namespace taosweep

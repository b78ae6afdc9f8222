// Designs of rows and trajectories.
#include <gmock/gmock.h>

#include <cmath>

#include "host/design/designs/sampler.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::vector<std::string> keys{"a", "b", "c"};

std::unique_ptr<Sampler> sampler_of(DesignKind kind, std::uint64_t vectors, std::uint64_t seed = 1,
                                    std::uint64_t levels = 4) {
  Sampling sampling;
  sampling.kind = kind;
  sampling.seed = seed;
  sampling.levels = levels;
  return make_sampler({sampling, keys, vectors});
}

TEST(Rows, TakeOneAxisOfTheSecondPointAtATime) {
  const auto sampler = sampler_of(DesignKind::saltelli, 50);
  for (std::uint64_t row = 0; row < 10; ++row)
    for (std::size_t point = 0; point < 3; ++point)
      for (std::size_t axis = 0; axis < 3; ++axis)
        EXPECT_EQ(sampler->uniform(5 * row + 2 + point, axis),
                  sampler->uniform(5 * row + (point == axis), axis));
}

// Mean and correlation of 2,000 pairs of numbers, all of them apart: beyond 4.5 errors one time in
// 147,000.
TEST(Rows, FirstAndSecondPointAreDrawnApart) {
  const auto sampler = sampler_of(DesignKind::saltelli, 10000);
  for (std::size_t axis = 0; axis < 3; ++axis) {
    double sum = 0, product = 0;
    for (std::uint64_t row = 0; row < 2000; ++row) {
      const double a = sampler->uniform(5 * row, axis), b = sampler->uniform(5 * row + 1, axis);
      sum += a + b - 1;
      product += (a - 0.5) * (b - 0.5);
    }
    EXPECT_LT(std::fabs(sum) / std::sqrt(4000.0 / 12), 4.5);
    EXPECT_LT(std::fabs(product) * 12 / std::sqrt(2000.0), 4.5);
  }
}

TEST(Trajectories, MoveEachAxisOnceByHalf) {
  for (const std::uint64_t levels : {4, 8}) {
    const auto sampler = sampler_of(DesignKind::morris, 400, 1, levels);
    for (std::uint64_t trajectory = 0; trajectory < 100; ++trajectory) {
      std::vector<int> moved(3);
      for (std::uint64_t point = 4 * trajectory; point < 4 * trajectory + 3; ++point) {
        int now = 0;
        for (std::size_t axis = 0; axis < 3; ++axis) {
          const double before = sampler->uniform(point, axis),
                       u = sampler->uniform(point + 1, axis);
          EXPECT_EQ(u * static_cast<double>(levels) - 0.5,
                    std::floor(u * static_cast<double>(levels)));
          if (before == u) continue;
          EXPECT_EQ(std::fabs(u - before), 0.5);
          ++moved[axis];
          ++now;
        }
        EXPECT_EQ(now, 1);
      }
      EXPECT_THAT(moved, testing::Each(1));
    }
  }
}

// 3 axes have 6 orders, 4 levels each as likely. A count of 6,000 beyond 4.5 errors: 1 in 147,000.
TEST(Trajectories, EveryOrderAndLevelIsAsLikely) {
  constexpr int trajectories = 6000;
  const auto sampler = sampler_of(DesignKind::morris, 4 * trajectories);
  std::map<std::pair<std::size_t, std::size_t>, int> orders;
  std::vector<int> level(4);
  for (std::uint64_t t = 0; t < trajectories; ++t) {
    std::vector<std::size_t> order;
    for (std::uint64_t point = 4 * t; point < 4 * t + 3; ++point)
      for (std::size_t axis = 0; axis < 3; ++axis)
        if (sampler->uniform(point, axis) != sampler->uniform(point + 1, axis))
          order.push_back(axis);
    ++orders[{order.at(0), order.at(1)}];
    ++level[static_cast<std::size_t>(4 * sampler->uniform(4 * t, 0))];
  }
  EXPECT_EQ(orders.size(), 6u);
  const auto expect = [](int count, double p) {
    EXPECT_LT(std::fabs(count - trajectories * p) / std::sqrt(trajectories * p * (1 - p)), 4.5);
  };
  for (const auto& [order, count] : orders) expect(count, 1.0 / 6);
  for (const int count : level) expect(count, 1.0 / 4);
}

/// A row of 2 k + 2 points over the factors (a, c) and b.
Sampling of_pairs_in_groups(bool sobol_base) {
  Sampling sampling;
  sampling.kind = DesignKind::saltelli;
  sampling.seed = 1;
  sampling.groups = {{"both", {"a", "c"}}};
  sampling.second_order = true;
  sampling.sobol_base = sobol_base;
  return sampling;
}

TEST(Rows, TakeAGroupOfTheSecondPointAtOnceAndOfTheFirst) {
  const std::vector<std::size_t> factor{0, 1, 0};
  for (const bool sobol_base : {false, true}) {
    const auto sampler = make_sampler({of_pairs_in_groups(sobol_base), keys, 96});
    for (std::uint64_t row = 0; row < 16; ++row)
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto at = [&](std::uint64_t point) {
          return sampler->uniform(6 * row + point, axis);
        };
        EXPECT_NE(at(0), at(1));
        for (std::uint64_t moved = 0; moved < 2; ++moved) {
          EXPECT_EQ(at(2 + moved), at(moved == factor[axis]));
          EXPECT_EQ(at(4 + moved), at(moved != factor[axis]));
        }
      }
  }
}

Sampling on_sobol(std::uint64_t seed = 1) {
  Sampling sampling;
  sampling.kind = DesignKind::saltelli;
  sampling.seed = seed;
  sampling.sobol_base = true;
  return sampling;
}

// 8 rows of each scramble: a, and b by itself, have one point in each eighth of each axis.
TEST(Rows, OfASobolBaseFillEachAxisInEveryScramble) {
  const auto sampler = make_sampler({on_sobol(), keys, 5 * 16 * 8});
  for (std::uint64_t scramble = 0; scramble < 16; ++scramble)
    for (std::size_t axis = 0; axis < 3; ++axis)
      for (std::uint64_t point = 0; point < 2; ++point) {
        std::set<int> eighths;
        for (std::uint64_t row = 0; row < 8; ++row)
          eighths.insert(
              static_cast<int>(8 * sampler->uniform(5 * (16 * row + scramble) + point, axis)));
        EXPECT_EQ(eighths.size(), 8u);
      }
}

// Columns of a and b over 30 axes, 64 rows in each of 16 scrambles: 1770 correlations of 1,024
// pairs, each beyond 5 / sqrt(1024) for independent ones in 1 of 1.7 million.
TEST(Rows, NoTwoColumnsOfASobolBaseMoveTogether) {
  constexpr std::size_t axes = 30, rows = 16 * 64;
  std::vector<std::string> names;
  for (std::size_t axis = 0; axis < axes; ++axis) names.push_back("key_" + std::to_string(axis));
  const auto sampler = make_sampler({on_sobol(), names, rows * (axes + 2)});
  std::vector<std::vector<double>> columns(2 * axes);
  for (std::size_t column = 0; column < 2 * axes; ++column)
    for (std::size_t row = 0; row < rows; ++row)
      columns[column].push_back(sampler->uniform(row * (axes + 2) + column % 2, column / 2) - 0.5);
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      double product = 0;
      for (std::size_t row = 0; row < rows; ++row) product += columns[i][row] * columns[j][row];
      EXPECT_LT(std::fabs(product) * 12 / rows, 5 / std::sqrt(rows)) << i << " " << j;
    }
}

TEST(Rows, MoreOfASobolBaseKeepThoseThatThereWere) {
  const auto few = make_sampler({on_sobol(), keys, 5 * 16 * 4}),
             many = make_sampler({on_sobol(), keys, 5 * 16 * 8}),
             other = make_sampler({on_sobol(2), keys, 5 * 16 * 8});
  int same = 0;
  for (std::uint64_t v = 0; v < 5 * 16 * 4; ++v)
    for (std::size_t axis = 0; axis < 3; ++axis) {
      EXPECT_EQ(few->uniform(v, axis), many->uniform(v, axis));
      same += few->uniform(v, axis) == other->uniform(v, axis);
    }
  EXPECT_EQ(same, 0);
}

TEST(Rows, MoreOfThemKeepThoseThatThereWere) {
  for (const DesignKind kind : {DesignKind::saltelli, DesignKind::morris}) {
    const auto few = sampler_of(kind, 100), many = sampler_of(kind, 400),
               other = sampler_of(kind, 400, 2);
    int same = 0;
    for (std::uint64_t v = 0; v < 100; ++v)
      for (std::size_t axis = 0; axis < 3; ++axis) {
        EXPECT_EQ(few->uniform(v, axis), many->uniform(v, axis));
        same += few->uniform(v, axis) == other->uniform(v, axis);
      }
    EXPECT_LT(same, 150) << info_of(kind).name;
  }
}

const std::string axes =
    "[vary]\nattack.day = grid(0, 30)\nattack.shock = uniform(1, 9)\n"
    "noise.target = uniform(0, 1)\n[sweep]\n";

TEST(Rows, ADesignComesInWholeRows) {
  EXPECT_THAT(complaint_of(axes + "design = saltelli\npoints = 30\n"),
              AllOf(HasSubstr("a.ini:7: "), HasSubstr("rows of 4 points for 2 drawn axes"),
                    HasSubstr("give 28 or 32 points")));
  EXPECT_THAT(complaint_of(axes + "design = morris\npoints = 32\n"),
              HasSubstr("trajectories of 3 points for 2 drawn axes: give 30 or 33 points"));
  EXPECT_THAT(complaint_of(axes + "design = morris\npoints = 30\nlevels = 6\n"),
              HasSubstr("4 or 8"));
  EXPECT_THAT(complaint_of(axes + "points = 30\nlevels = 4\n"), HasSubstr("design = morris"));
  EXPECT_THAT(complaint_of(axes + "design = morris\npoints = 30\nscrambles = 16\n"),
              HasSubstr("parts of a Latin or Sobol design"));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(0, 30)\n[sweep]\ndesign = morris\n"),
              HasSubstr("no line of [vary] draws"));
}

TEST(Rows, EveryCellHasTheSameAndTheyAreItsUnits) {
  const auto e = experiment_of(axes + "design = saltelli\npoints = 32\n");
  ASSERT_EQ(e.points.size(), 64u);
  for (std::size_t point = 0; point < 32; ++point) {
    EXPECT_EQ(e.points[point][1], e.points[point + 32][1]);
    EXPECT_EQ(e.units.unit(point), point / 4);
  }
  EXPECT_EQ(e.units.count(32), 8u);
  EXPECT_EQ(units_text(e.units), "saltelli, rows of 4 points");
}

const std::string three_axes = axes + "design = saltelli\n";

TEST(Rows, GroupsAndPairsAreReadAndSaid) {
  const std::string text = three_axes + "groups = both(attack.shock, noise.target)\npoints = 30\n";
  const auto e = experiment_of(text);
  EXPECT_EQ(e.units.together, 3u);
  EXPECT_EQ(e.varied[0].group, "");
  EXPECT_EQ(e.varied[1].group, "both");
  EXPECT_EQ(e.varied[2].group, "both");
  EXPECT_THAT(e.config, HasSubstr("groups = both(attack.shock, noise.target)\npoints"));
  const auto again = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(again.config_hash, e.config_hash);
  const auto pairs = experiment_of(three_axes + "second_order = yes\nbase = sobol\npoints = 192\n");
  EXPECT_EQ(units_text(pairs.units), "saltelli, rows of 6 points, 16 scrambles");
  EXPECT_EQ(units_text(pairs.units, 192), "saltelli, 32 rows of 6 points, 16 scrambles");
  EXPECT_THAT(pairs.config, HasSubstr("second_order = yes\nbase = sobol\nscrambles = 16\n"));
  EXPECT_EQ(pairs.units.count(192), 16u);
  EXPECT_EQ(pairs.units.unit(6 * 17 + 5), 1u);
  EXPECT_THAT(experiment_of(three_axes + "points = 32\n").config,
              testing::Not(testing::AnyOf(HasSubstr("second_order"), HasSubstr("base ="))));
}

TEST(Rows, GroupsAndPairsThatCannotBeAreRefused) {
  EXPECT_THAT(complaint_of(three_axes + "groups = both(attack.day, noise.target)\npoints = 30\n"),
              HasSubstr("both has attack.day, which no line of [vary] draws"));
  EXPECT_THAT(complaint_of(three_axes + "groups = both(noise.taget, attack.shock)\npoints = 30\n"),
              HasSubstr("group both: unknown key noise.taget; the nearest is noise.target"));
  EXPECT_THAT(complaint_of(three_axes + "groups = one(noise.target)\npoints = 30\n"),
              HasSubstr("joins two drawn axes or more"));
  EXPECT_THAT(complaint_of(three_axes + "groups = noise.target\npoints = 30\n"),
              HasSubstr("a group is NAME(KEY, KEY, ..)"));
  EXPECT_THAT(complaint_of(three_axes + "groups = a(noise.target, noise.target)\npoints = 30\n"),
              HasSubstr("noise.target stands in the groups twice"));
  EXPECT_THAT(complaint_of(three_axes + "groups = a(attack.shock, noise.target)\n"
                                        "second_order = yes\npoints = 40\n"),
              HasSubstr("one drawn axis or group alone"));
  EXPECT_THAT(complaint_of(three_axes + "second_order = 1\npoints = 30\n"),
              HasSubstr("sweep.second_order is no or yes"));
  EXPECT_THAT(complaint_of(three_axes + "base = sobol\npoints = 100\n"),
              AllOf(HasSubstr("rows of 4 points"), HasSubstr("give 64 or 128 points")));
  EXPECT_THAT(complaint_of(axes + "points = 30\nbase = sobol\n"),
              HasSubstr("sweep.base is that of rows of a Saltelli design: give design = saltelli"));
  EXPECT_THAT(complaint_of(axes + "points = 30\ngroups = a(attack.shock, noise.target)\n"),
              HasSubstr("what rows of a Saltelli design move"));
}

TEST(Trajectories, ResolvedConfigsSayTheirLevels) {
  const auto e = experiment_of(axes + "design = morris\nlevels = 8\npoints = 30\n");
  EXPECT_THAT(e.config, HasSubstr("design = morris\nlevels = 8\npoints = 30\n"));
  const auto again = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(again.config_hash, e.config_hash);
  EXPECT_EQ(again.units.together, 3u);
}

}  // namespace
}  // namespace taosweep

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

TEST(Trajectories, ResolvedConfigsSayTheirLevels) {
  const auto e = experiment_of(axes + "design = morris\nlevels = 8\npoints = 30\n");
  EXPECT_THAT(e.config, HasSubstr("design = morris\nlevels = 8\npoints = 30\n"));
  const auto again = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(again.config_hash, e.config_hash);
  EXPECT_EQ(again.units.together, 3u);
}

}  // namespace
}  // namespace taosweep

// How designs place their points: what each is for, and what each must not do.
#include <gmock/gmock.h>

#include <algorithm>
#include <bit>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <set>

#include "host/design/designs/sampler.hpp"
#include "host/design/designs/sobol.hpp"
#include "host/statistics/clustered_shares.hpp"
#include "host/statistics/means.hpp"
#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::vector<std::string> some_keys(std::size_t axes) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < axes; ++i) keys.push_back("key_" + std::to_string(i));
  return keys;
}

std::unique_ptr<Sampler> sampler_of(DesignKind kind, std::size_t axes, std::uint64_t vectors,
                                    std::uint64_t seed = 1) {
  return make_sampler({{kind, fewest_scrambles, seed}, some_keys(axes), vectors});
}

/// Vectors of one scramble.
constexpr std::uint64_t each = 64, vectors = each * fewest_scrambles;

double correlation(const Sampler& sampler, std::size_t a, std::size_t b) {
  double sum = 0;
  for (std::uint64_t v = 0; v < vectors; ++v)
    sum += (sampler.uniform(v, a) - 0.5) * (sampler.uniform(v, b) - 0.5);
  return 12 * sum / static_cast<double>(vectors);
}

// |r| sqrt(n) of 780 pairs of axes: were they independent, the largest would lie above 5.5 in one
// of 34,000 choices of the seed (780 two-sided tails of the normal distribution). Sobol's have
// longer tails: of 10,920 pairs at other seeds and sizes the largest was 5.3.
TEST(Placement, NoTwoAxesMoveTogether) {
  for (const DesignKind kind : {DesignKind::random, DesignKind::latin, DesignKind::sobol}) {
    const auto sampler = sampler_of(kind, 40, vectors);
    for (std::size_t a = 0; a < 40; ++a)
      for (std::size_t b = 0; b < a; ++b)
        EXPECT_LT(std::fabs(correlation(*sampler, a, b)) * std::sqrt(vectors), 5.5)
            << info_of(kind).name << " " << a << " " << b;
  }
}

// Latin, and Sobol too: a (0, 1)-net on each axis.
TEST(Placement, EachStratumOfEachAxisHasOnePointOfEachScramble) {
  for (const DesignKind kind : {DesignKind::latin, DesignKind::sobol}) {
    const auto sampler = sampler_of(kind, 11, vectors);
    for (std::size_t axis = 0; axis < 11; ++axis) {
      for (std::uint64_t scramble = 0; scramble < fewest_scrambles; ++scramble) {
        std::set<int> strata;
        for (std::uint64_t i = 0; i < each; ++i)
          strata.insert(
              static_cast<int>(each * sampler->uniform(i * fewest_scrambles + scramble, axis)));
        EXPECT_EQ(strata.size(), each) << info_of(kind).name;
      }
    }
  }
}

TEST(Placement, TheFirstTwoSobolAxesAreANetInEveryScramble) {
  const auto sampler = sampler_of(DesignKind::sobol, 2, vectors);
  for (std::uint64_t scramble = 0; scramble < fewest_scrambles; ++scramble)
    for (std::uint64_t columns = 1; columns <= each; columns *= 2) {
      std::set<std::pair<int, int>> boxes;  // of volume 1 / 64, in every shape
      for (std::uint64_t i = 0; i < each; ++i) {
        const std::uint64_t v = i * fewest_scrambles + scramble;
        boxes.insert({static_cast<int>(columns * sampler->uniform(v, 0)),
                      static_cast<int>(each / columns * sampler->uniform(v, 1))});
      }
      EXPECT_EQ(boxes.size(), each) << scramble << " " << columns;
    }
}

TEST(Placement, UnscrambledPointsAreThoseOfBoost) {
  constexpr std::size_t axes = 40, points = 256;
  boost::random::sobol_engine<std::uint32_t, 32> engine(axes);
  std::set<std::vector<std::uint32_t>> theirs, ours;
  for (std::size_t i = 1; i < points; ++i) {  // it leaves out 0, and has another order
    std::vector<std::uint32_t> point;
    for (std::size_t axis = 0; axis < axes; ++axis) point.push_back(engine());
    theirs.insert(point);
  }
  const auto directions = sobol_directions(axes);
  for (std::uint32_t i = 1; i < points; ++i) {
    std::vector<std::uint32_t> point;
    for (const Directions& axis : directions) point.push_back(sobol_word(axis, i));
    ours.insert(point);
  }
  EXPECT_EQ(ours, theirs);
}

// Two words that agree in k digits agree in k after the scramble, and differ in the next.
TEST(Placement, AScrambleFlipsADigitByThoseBeforeIt) {
  const std::uint32_t word = 0x9e3779b9u, scrambled = scrambled_word(word, 1, "a", 0);
  for (int digit = 0; digit < 32; ++digit) {
    const std::uint32_t other = scrambled_word(word ^ 1u << (31 - digit), 1, "a", 0);
    EXPECT_EQ(std::countl_zero(scrambled ^ other), digit);
  }
  EXPECT_NE(scrambled, scrambled_word(word, 1, "a", 1));
  EXPECT_NE(scrambled, scrambled_word(word, 2, "a", 0));
  EXPECT_NE(scrambled, scrambled_word(word, 1, "b", 0));
}

// 16 scrambles of one point: were flips not fair, their mean would be off. |mean - 1/2| of 4096
// uniform numbers above 4 standard errors: 1 in 16,000.
TEST(Placement, AScrambledPointIsUniform) {
  double sum = 0, squares = 0;
  for (std::uint32_t scramble = 0; scramble < 4096; ++scramble) {
    const double u = scrambled_word(0, 1, "a", scramble) * 0x1p-32;
    sum += u;
    squares += u * u;
  }
  EXPECT_NEAR(sum / 4096, 0.5, 4 * std::sqrt(1.0 / 12 / 4096));
  EXPECT_NEAR(squares / 4096, 1.0 / 3, 4 * std::sqrt(4.0 / 45 / 4096));
}

TEST(Placement, MoreSobolPointsKeepThoseThatThereWere) {
  const auto few = sampler_of(DesignKind::sobol, 11, vectors);
  const auto many = sampler_of(DesignKind::sobol, 11, 4 * vectors);
  for (std::uint64_t v = 0; v < vectors; ++v)
    for (std::size_t axis = 0; axis < 11; ++axis)
      EXPECT_EQ(few->uniform(v, axis), many->uniform(v, axis));
}

TEST(Placement, AnAxisIsPlacedByItsKeyAndTheSeed) {
  for (const DesignKind kind : {DesignKind::latin, DesignKind::sobol}) {
    const auto one = sampler_of(kind, 2, vectors, 1), other = sampler_of(kind, 2, vectors, 2);
    int same = 0;
    for (std::uint64_t v = 0; v < vectors; ++v) same += one->uniform(v, 0) == other->uniform(v, 0);
    EXPECT_EQ(same, 0) << info_of(kind).name;
  }
}

/// Mean square over seeds of the error of the mean of u + v w.
double squared_error(DesignKind kind) {
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto sampler = sampler_of(kind, 3, vectors, seed);
    double mean = 0;
    for (std::uint64_t v = 0; v < vectors; ++v)
      mean += sampler->uniform(v, 0) + sampler->uniform(v, 1) * sampler->uniform(v, 2);
    sum += std::pow(mean / static_cast<double>(vectors) - 0.75, 2);
  }
  return sum / 20;
}

// f = u + v w: additive parts hold 1/12 + 2 / 48 of its variance 1/12 + 7/144, all but 1/144.
// Ratios of mean squares over 20 seeds scatter by a factor of 2; Latin gives 1/19, Sobol less.
TEST(Placement, MeansAreCloserWhereTheCubeIsFilled) {
  const double random = squared_error(DesignKind::random);
  EXPECT_LT(squared_error(DesignKind::latin), random / 5);
  EXPECT_LT(squared_error(DesignKind::sobol), squared_error(DesignKind::latin) / 5);
}

/// Of 400 sweeps by other seeds: how many intervals of a mean, and of a share, miss.
std::pair<int, int> misses_of(DesignKind kind) {
  int means = 0, shares = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const auto sampler = sampler_of(kind, 3, 256, seed);
    std::vector<double> values, flags;
    std::vector<std::int32_t> clusters;
    for (std::uint64_t v = 0; v < 256; ++v) {
      const double u = sampler->uniform(v, 0);
      values.push_back(u + sampler->uniform(v, 1) * sampler->uniform(v, 2));
      flags.push_back(u < 0.3);
      clusters.push_back(static_cast<std::int32_t>(PointUnits{kind, fewest_scrambles}.unit(v)));
    }
    const Mean mean = clustered_mean(values, clusters);
    const Interval bounds = t_interval(mean.mean, mean.standard_error, mean.clusters - 1);
    means += !(bounds.low <= 0.75 && 0.75 <= bounds.high);
    const Interval share = share_of(flags, clusters).bounds;
    shares += !(share.low <= 0.3 && 0.3 <= share.high);
  }
  return {means, shares};
}

// 400 intervals of 95 % miss 20 times; above 34, or below 8 for the mean, one time in 1,000.
// Shares are safe: they miss less often.
TEST(Placement, IntervalsFromScramblesCover) {
  for (const DesignKind kind : {DesignKind::latin, DesignKind::sobol}) {
    const auto [means, shares] = misses_of(kind);
    EXPECT_LE(means, 34) << info_of(kind).name;
    EXPECT_GE(means, 8) << info_of(kind).name;
    EXPECT_LE(shares, 34) << info_of(kind).name;
  }
}

TEST(Placement, ADesignComesInWholeParts) {
  const std::string axis = "[vary]\nattack.shock = uniform(1, 9)\n[sweep]\n";
  EXPECT_EQ(experiment_of(axis + "design = sobol\npoints = 64\n").points.size(), 64u);
  EXPECT_EQ(experiment_of(axis + "design = latin\npoints = 48\n").points.size(), 48u);
  EXPECT_THAT(complaint_of(axis + "design = sobol\npoints = 48\n"),
              AllOf(HasSubstr("a.ini:5: "), HasSubstr("give 32 or 64 points")));
  EXPECT_THAT(complaint_of(axis + "design = latin\npoints = 40\n"),
              HasSubstr("give 32 or 48 points"));
  EXPECT_THAT(complaint_of(axis + "points = 40\nscrambles = 16\n"), HasSubstr("design = latin"));
  EXPECT_THAT(complaint_of(axis + "design = sobol\npoints = 40\nscrambles = 8\n"),
              HasSubstr("from 16 to 4096"));
  EXPECT_THAT(complaint_of("[vary]\nattack.shock = grid(1, 2)\n[sweep]\ndesign = sobol\n"),
              HasSubstr("no line of [vary] draws"));
  EXPECT_THAT(complaint_of(axis + "design = lattice\npoints = 4\n"), HasSubstr("random | latin"));
}

TEST(Placement, EveryCellHasTheSameScrambles) {
  const auto e = experiment_of(
      "[vary]\nattack.day = grid(0, 30)\nattack.shock = uniform(1, 9)\n"
      "[sweep]\ndesign = sobol\npoints = 32\n");
  for (std::size_t point = 0; point < 32; ++point) {
    EXPECT_EQ(e.points[point][1], e.points[point + 32][1]);
    EXPECT_EQ(e.units.unit(point), point % 16);
  }
}

TEST(Placement, ResolvedConfigsSayTheDesign) {
  const auto e = experiment_of(
      "[vary]\nattack.shock = uniform(1, 9)\n[sweep]\ndesign = latin\nscrambles = 20\n"
      "points = 60\n");
  EXPECT_THAT(e.config, HasSubstr("design = latin\nscrambles = 20\npoints = 60\n"));
  EXPECT_EQ(units_text(e.units), "latin, 20 Latin hypercubes");
  const auto again = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(again.config_hash, e.config_hash);
  EXPECT_EQ(again.units.scrambles, 20u);
}

}  // namespace
}  // namespace taosweep

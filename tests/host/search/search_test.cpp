// The search by bisection, on made-up functions in place of economies.
#include <gmock/gmock.h>

#include <cmath>

#include "host/search/search.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::Ge;
using testing::Le;

constexpr double no_bound = std::numeric_limits<double>::quiet_NaN();

SearchEstimate with_bounds(double estimate, double low, double high) {
  SearchEstimate found;
  found.estimate = estimate;
  found.bounds = {low, high};
  return found;
}

/// f(value) -+ half.
Evaluate around(double (*f)(double), double half) {
  return [=](double value) { return with_bounds(f(value), f(value) - half, f(value) + half); };
}

double identity(double x) {
  return x;
}
double step_at_37(double x) {
  return x >= 37 ? 1 : 0;
}

TEST(Search, FindsWhereALinePassesTheTargetAndItsBoundsThere) {
  const SearchResult found = search({0, 10, false, 0, 0.01}, {4.2}, around(identity, 0.5));
  EXPECT_EQ(found.end, SearchEnd::found);
  EXPECT_TRUE(found.upwards());
  EXPECT_GE(found.reached, 4.2);
  EXPECT_LT(found.missed, 4.2);
  EXPECT_LE(found.reached - found.missed, 0.01);
  // v - 0.5 <= 4.2 <= v + 0.5, and outside of it by the tolerance at most.
  EXPECT_THAT(found.bounds.low, AllOf(Ge(3.69), Le(3.7)));
  EXPECT_THAT(found.bounds.high, AllOf(Ge(4.7), Le(4.71)));
  EXPECT_TRUE(found.reversals.empty());
}

TEST(Search, OnAFallingLineFindsTheLargestValueThatReachesTheTarget) {
  const auto falling = around([](double x) { return 10 - x; }, 0.5);
  const SearchResult found = search({0, 10, false, 0, 0.01}, {4.2}, falling);
  EXPECT_FALSE(found.upwards());
  EXPECT_THAT(found.reached, AllOf(Ge(5.79), Le(5.8)));
  EXPECT_THAT(found.bounds.low, AllOf(Ge(5.29), Le(5.3)));
  EXPECT_THAT(found.bounds.high, AllOf(Ge(6.3), Le(6.31)));
}

TEST(Search, ForATargetFromAboveFindsWhereItIsComeDownTo) {
  const auto falling = around([](double x) { return 10 - x; }, 0.5);
  const SearchResult found = search({0, 10, false, 0, 0.01}, {4.2, true}, falling);
  EXPECT_TRUE(found.upwards());
  EXPECT_THAT(found.reached, AllOf(Ge(5.8), Le(5.81)));
  EXPECT_THAT(found.bounds.low, AllOf(Ge(5.29), Le(5.3)));
  EXPECT_THAT(found.bounds.high, AllOf(Ge(6.3), Le(6.31)));
}

TEST(Search, OfWholeNumbersEndsWithNeighbours) {
  int times = 0;
  const SearchResult found = search({1, 128, false, 1, 0}, {0.5}, [&](double value) {
    ++times;
    return around(step_at_37, 0.1)(value);
  });
  EXPECT_EQ(found.reached, 37);
  EXPECT_EQ(found.missed, 36);
  EXPECT_EQ(found.bounds.low, 36);
  EXPECT_EQ(found.bounds.high, 37);
  EXPECT_LE(times, 2 + 7) << "the bounds cross where the estimate does: no value is tried for them";
  EXPECT_EQ(found.evaluated.size(), static_cast<std::size_t>(times)) << "none is tried twice";
}

TEST(Search, OnALogScaleIsAsExactEverywhereInProportion) {
  for (const double root : {2e-3, 0.7, 310.0, 8e4}) {
    const SearchResult found = search({1e-3, 1e5, true, 0, 0.02}, {root}, around(identity, 1e-9));
    EXPECT_GE(found.reached, root);
    EXPECT_LT(found.missed, root);
    EXPECT_LE(found.reached / found.missed, 1.02);
    EXPECT_LE(found.evaluated.size(), 20u);
  }
}

TEST(Search, SaysThatTheEndsDoNotHoldTheTargetBetweenThem) {
  const SearchResult neither = search({0, 10, false, 0, 0.01}, {11}, around(identity, 0.5));
  EXPECT_EQ(neither.end, SearchEnd::reached_at_neither);
  EXPECT_EQ(neither.evaluated.size(), 2u);
  const SearchResult both = search({0, 10, false, 0, 0.01}, {-1}, around(identity, 0.5));
  EXPECT_EQ(both.end, SearchEnd::reached_at_both);
  const auto flat = around([](double) { return 0.3; }, 0.1);
  EXPECT_EQ(search({0, 10, false, 0, 0.01}, {0.5}, flat).end, SearchEnd::reached_at_neither);
  EXPECT_EQ(search({0, 10, false, 0, 0.01}, {0.3}, flat).end, SearchEnd::reached_at_both);
}

TEST(Search, LeavesOpenWhatTheEndsOfTheRangeDoNotBound) {
  const SearchResult found = search({4, 10, false, 0, 0.01}, {4.2}, around(identity, 0.5));
  EXPECT_TRUE(std::isnan(found.bounds.low)) << "4 -+ 0.5 holds 4.2";
  EXPECT_THAT(found.bounds.high, AllOf(Ge(4.7), Le(4.71)));
  const auto unbounded = [](double value) { return with_bounds(value, no_bound, no_bound); };
  const SearchResult open = search({0, 10, false, 0, 0.01}, {4.2}, unbounded);
  EXPECT_TRUE(std::isnan(open.bounds.low) && std::isnan(open.bounds.high));
  EXPECT_EQ(open.end, SearchEnd::found);
}

TEST(Search, TellsWhereTheCurveTurnsBackAndWhetherByMoreThanItsIntervals) {
  // 5 is tried first, then 8 and 9: 9, 8, 9.
  const auto bump = [](double x) { return x + (x >= 5 && x < 6 ? 4.0 : 0.0); };
  const SearchResult clear = search({0, 10, false, 1, 0}, {9.5}, around(bump, 0.1));
  ASSERT_EQ(clear.reversals.size(), 1u);
  EXPECT_EQ(clear.reversals[0].lower, 5);
  EXPECT_EQ(clear.reversals[0].higher, 8);
  EXPECT_TRUE(clear.reversals[0].beyond);
  const SearchResult within = search({0, 10, false, 1, 0}, {9.5}, around(bump, 3));
  ASSERT_FALSE(within.reversals.empty());
  EXPECT_FALSE(within.reversals[0].beyond);
}

TEST(Search, PassesOnWhatEndsAnEvaluation) {
  const auto ends = [](double) -> SearchEstimate { throw std::runtime_error("stopped"); };
  EXPECT_THROW(search({0, 10, false, 0, 0.01}, {4.2}, ends), std::runtime_error);
}

TEST(SearchScale, TriesNumbersThatAPersonWouldWrite) {
  EXPECT_EQ((SearchScale{100, 20000, true, 0, 0.05}.between(100, 20000)), 1000);
  EXPECT_EQ((SearchScale{0, 1, false, 0, 0.01}.between(0.2, 0.5)), 0.35);
  EXPECT_EQ((SearchScale{0, 9, false, 0, 0.01}.between(1.1, 2.8)), 2);
  EXPECT_EQ((SearchScale{0, 1, false, 0.1, 0}.between(0.2, 0.4)), 0.3);
  EXPECT_EQ((SearchScale{1, 128, true, 1, 0}.between(1, 3)), 2);
  EXPECT_EQ((SearchScale{1, 128, true, 1, 0}.between(2, 3)), std::nullopt);
}

TEST(SearchScale, KnowsItsSteps) {
  const SearchScale days{0, 30, false, 7, 0};
  EXPECT_TRUE(days.has(28));
  EXPECT_FALSE(days.has(30));
  EXPECT_FALSE(days.has(35));
  EXPECT_TRUE((SearchScale{0, 1, false, 0.1, 0}.has(0.7)));
  EXPECT_TRUE((SearchScale{0, 1, false, 0, 0.1}.has(0.123)));
}

}  // namespace
}  // namespace taosweep

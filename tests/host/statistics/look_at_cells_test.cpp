// Do the intervals of all cells of a map hold at once where a sweep stops by a rule on every cell?
// Simulated through look_at_cells, which `taosweep run --until '.. in every cell'` calls, on maps
// of six cells with at most 256 points each, and so three looks: 18 intervals of 99.72 %.
//
// A false alarm is a run in which an interval of some cell misses at the stop. 1,000 runs a case,
// 20,000 under TAOSWEEP_LONG, with the same draws every time. A case fails where their share lies
// above 5 % by more than 3.1 standard errors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "host/statistics/look_at.hpp"
#include "kernels/random/philox.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t most_points = 256;
constexpr std::uint32_t map_cells = 6;

double uniform(std::uint32_t of_case, std::uint32_t run, std::uint32_t cell, std::uint32_t i) {
  return (philox<std::uint32_t>(i, run, cell, 0u, of_case, 12u).w[0] + 0.5) * 0x1p-32;
}

/// Cells of a design have the same draws, and shocks of their own; here all is shared, or nothing.
enum class Cells { alike, apart };

/// Values of an arm and of the other in a cell from a uniform number, and the truth.
using Pair = std::pair<double, double>;
using Make = std::function<Pair(std::uint32_t cell, double u)>;
using Truth = std::function<double(std::uint32_t cell)>;

PairedValues first_values(const std::vector<Pair>& all, std::uint64_t n) {
  PairedValues values;
  for (std::uint64_t i = 0; i < n; ++i) {
    values.arm.push_back(all[i].first);
    values.baseline.push_back(all[i].second);
    values.clusters.push_back(static_cast<std::int32_t>(i));
  }
  return values;
}

struct Rates {
  double alarms = 0, points = 0;
};

Rates rates_of(std::uint32_t number, const Until& until, Cells how, double level, const Make& make,
               const Truth& truth) {
  const std::uint32_t runs = std::getenv("TAOSWEEP_LONG") != nullptr ? 20000 : 1000;
  Rates rates;
  for (std::uint32_t run = 0; run < runs; ++run) {
    std::vector<std::vector<Pair>> all(map_cells);
    for (std::uint32_t cell = 0; cell < map_cells; ++cell)
      for (std::uint32_t i = 0; i < most_points; ++i)
        all[cell].push_back(make(cell, uniform(number, run, how == Cells::apart ? cell : 0, i)));
    for (const std::uint64_t points : looks_of(most_points)) {
      std::vector<PairedValues> cells;
      for (const auto& values : all) cells.push_back(first_values(values, points));
      if (!look_at_cells(until, cells, level).met && points < most_points) continue;
      bool missed = false;
      for (std::uint32_t cell = 0; cell < map_cells; ++cell) {
        const Interval found = look_at(until, cells[cell], level).bounds;
        missed |= found.low > truth(cell) || found.high < truth(cell);
      }
      rates.alarms += missed;
      rates.points += static_cast<double>(points);
      break;
    }
  }
  rates.alarms /= runs;
  rates.points /= runs;
  return rates;
}

double tolerance() {
  const double runs = std::getenv("TAOSWEEP_LONG") != nullptr ? 20000 : 1000;
  return 3.1 * std::sqrt(0.05 * 0.95 / runs);
}

double holding_level() {
  return level_of(looks_of(most_points).size(), map_cells);
}

void expect_five_percent(const char* name, std::uint32_t number, const Until& until,
                         const Make& make, const Truth& truth) {
  for (const Cells how : {Cells::apart, Cells::alike}) {
    const Rates rates = rates_of(number, until, how, holding_level(), make, truth);
    std::cout << name << (how == Cells::apart ? ", apart: " : ", alike: ") << 100 * rates.alarms
              << " % false alarms, " << rates.points << " points\n";
    EXPECT_LE(rates.alarms, 0.05 + tolerance()) << name;
  }
}

Until of_every_cell(int outcome, double half_width) {
  Until until{outcome, 0, std::nullopt, half_width};
  until.cells = map_cells;
  return until;
}

double share_of(std::uint32_t cell) {
  return std::vector{0.5, 0.3, 0.2, 0.1, 0.03, 0.002}[cell];
}
double deviation_of(std::uint32_t cell) {
  return 0.5 + 0.1 * cell;
}

Pair normal_value(std::uint32_t cell, double u) {
  return {cell + deviation_of(cell) * normal_quantile_at(u), 0};
}

TEST(StoppingOnAMap, FalseAlarmsOfSharesAreFivePercentAtMost) {
  expect_five_percent(
      "shares of 0.5 to 0.002, 0.14", 1, of_every_cell(outcome_root_controls, 0.14),
      [](std::uint32_t cell, double u) {
        return Pair{u < share_of(cell), 0};
      },
      share_of);
}

TEST(StoppingOnAMap, FalseAlarmsOfDifferencesAreFivePercentAtMost) {
  // P(1, 0) is half a share, P(0, 1) a tenth.
  Until until = of_every_cell(outcome_root_controls, 0.14);
  until.arm = 1;
  until.other = 0;
  expect_five_percent(
      "differences of flags 0.15 to -0.1, 0.14", 4, until,
      [](std::uint32_t cell, double u) { return Pair{u<share_of(cell) / 2, u> 0.9}; },
      [](std::uint32_t cell) { return share_of(cell) / 2 - 0.1; });
}

TEST(StoppingOnAMap, FalseAlarmsOfMeansAreFivePercentAtMost) {
  expect_five_percent("means of normal values, 0.27", 2, of_every_cell(outcome_top_10_share, 0.27),
                      normal_value, [](std::uint32_t cell) { return cell; });
}

TEST(StoppingOnAMap, FalseAlarmsOfQuantilesAreFivePercentAtMost) {
  Until until = of_every_cell(outcome_top_10_share, 0.35);
  until.quantile = 0.5;
  expect_five_percent("medians of normal values, 0.35", 3, until, normal_value,
                      [](std::uint32_t cell) { return cell; });
}

TEST(StoppingOnAMap, LooksWithoutCellsInTheirLevelAreFalseAlarmsMoreOften) {
  const double looks_alone = level_of(looks_of(most_points).size());
  const Rates rates = rates_of(2, of_every_cell(outcome_top_10_share, 0.27), Cells::apart,
                               looks_alone, normal_value, [](std::uint32_t cell) { return cell; });
  std::cout << "means without cells in the level: " << 100 * rates.alarms << " %\n";
  EXPECT_GT(rates.alarms, 0.05 + tolerance());
}

PairedValues spread(double width, double undefined_part = 0) {
  PairedValues values;
  for (std::int32_t i = 0; i < 64; ++i) {
    values.arm.push_back(i < undefined_part * 64 ? NAN : width * (i % 8));
    values.clusters.push_back(i);
  }
  values.baseline = values.arm;
  return values;
}

TEST(LookAtCells, TellsOfTheWidest) {
  const Until until = of_every_cell(outcome_top_10_share, 1.5);
  const std::vector<PairedValues> cells = {spread(1), spread(3), spread(2)};
  const Look look = look_at_cells(until, cells, 0.95);
  EXPECT_EQ(look.cell, 1u);
  EXPECT_EQ(look.estimate, 3 * 3.5);
  EXPECT_EQ(look.half_width(), look_at(until, cells[1], 0.95).half_width());
}

TEST(LookAtCells, AreMetTogetherOrNot) {
  const std::vector<PairedValues> cells = {spread(1), spread(3), spread(2)};
  const double widest =
      look_at_cells(of_every_cell(outcome_top_10_share, 1), cells, 0.95).half_width();
  const Look met = look_at_cells(of_every_cell(outcome_top_10_share, 1.01 * widest), cells, 0.95);
  EXPECT_TRUE(met.met);
  EXPECT_EQ(met.narrow, 3u);
  const Look wide = look_at_cells(of_every_cell(outcome_top_10_share, 0.99 * widest), cells, 0.95);
  EXPECT_FALSE(wide.met);
  EXPECT_EQ(wide.narrow, 2u);
}

TEST(LookAtCells, AreNoAnswerWhereOneHasNone) {
  const Until until = of_every_cell(outcome_top_10_share, 1.5);
  const Look refused = look_at_cells(until, {spread(1), spread(1, 0.95), spread(9)}, 0.95);
  EXPECT_FALSE(refused.met);
  EXPECT_FALSE(refused.refusal.empty());
  EXPECT_EQ(refused.cell, 1u);
  const Look undefined = look_at_cells(until, {spread(1, 0.95), spread(9), spread(1, 1)}, 0.95);
  EXPECT_TRUE(undefined.undefined);
  EXPECT_EQ(undefined.cell, 2u);
}

}  // namespace
}  // namespace taosweep

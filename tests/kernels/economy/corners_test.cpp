// Economies at the ends of the ranges of their parameters: each is refused beforehand or comes to
// its end with status 0, finite outcomes and no quantity of a path below zero, and the device code
// has the same numbers of it.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "host/formula/formula.hpp"
#include "kernels/advance.hpp"
#include "tests/kernels/same_bits.hpp"
#include "tests/warp/machine_of_warps.hpp"

namespace taosweep {
namespace {

/// A parameter and one end of its range.
using End = std::pair<const ParameterInfo*, double>;

/// Six days, with the attack on the first and the foundation acting on the second.
Parameters six_days() {
  Parameters p;
  p.time.days = 6;
  p.time.step_blocks = 300;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.day = 1;
  p.foundation.delay_days = 1;
  return p;
}

/// What is varied: all but how long an economy runs.
std::vector<const ParameterInfo*> varied() {
  std::vector<const ParameterInfo*> all;
  for (const ParameterInfo& info : parameter_table) {
    const std::string key = info.key;
    if (key != "time.days" && key != "time.days_after_start" && info.low < info.high)
      all.push_back(&info);
  }
  return all;
}

std::string text_of(const std::vector<End>& ends) {
  std::string text;
  for (const auto& [info, value] : ends)
    text += std::string(info->key) + "=" + std::to_string(value) + " ";
  return text;
}

/// What is wrong with an economy; empty where nothing is.
std::string complaint(const EconomyResult& result) {
  std::string text;
  if (result.status != Status::ok) {
    text += " status " + std::to_string(static_cast<int>(result.status));
  }
  for (int i = 0; i < outcome_count; ++i)
    if (std::isinf(result.outcomes[i])) text += std::string(" infinite ") + outcome_table[i].name;
  for (const float x : result.series)
    if (std::isinf(x)) return text + " infinite series";
  const std::size_t size = result.path.size() / path_count;
  for (std::size_t i = 0; i < result.path.size(); ++i) {
    const float x = result.path[i];
    if (x < 0 || std::isinf(x)) return text + " path " + path_table[i / size].name;
  }
  return text;
}

/// How many corners were run, refused beforehand, or wrong.
struct Tally {
  int ran = 0, refused = 0;
};

enum class On { processor, processor_and_warp };

void run_corner(const std::vector<End>& ends, std::uint32_t number, On where, Tally& tally) {
  Parameters p = six_days();
  p.share_formula = parse_formula("price_ema^x / y");  // where a corner follows it
  for (const auto& [info, value] : ends) info->of(p) = value;
  if (!check_parameters(p).empty()) {
    ++tally.refused;
    return;
  }
  ++tally.ran;
  const Job job{p, {1, number, 0}};
  const RecordPlan plan{6, 1, true};
  const EconomyResult result = advance_cpu({&job, 1}, plan, best_isa()).front();
  EXPECT_EQ(complaint(result), "") << text_of(ends) << "point " << number;
  if (where == On::processor) return;
  MachineOfWarps machine(1, number);
  Card card;
  EXPECT_TRUE(same_numbers(advance_on(machine, card, {&job, 1}, plan, nullptr).front(), result))
      << text_of(ends) << "point " << number;
}

bool all_of_them() {
  const char* asked = std::getenv("TAOSWEEP_LONG");
  return asked && *asked && *asked != '0';
}

/// Pairs are dealt out over tests, so that these run beside each other.
class AllPairs : public testing::TestWithParam<int> {};
constexpr int parts = 8;
INSTANTIATE_TEST_SUITE_P(Part, AllPairs, testing::Range(0, parts));

/// One pair of ends in so many is run without TAOSWEEP_LONG;
/// prime, so that all parameters are among them.
constexpr int sampled = 53;

TEST_P(AllPairs, OfEndsOfRangesRunOrAreRefused) {
  const auto parameters = varied();
  const int every = all_of_them() ? 1 : sampled;
  Tally tally;
  int number = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      for (int corner = 0; corner < 4; ++corner) {
        ++number;
        if (number % every != 0 || number / every % parts != GetParam()) continue;
        const ParameterInfo &a = *parameters[i], &b = *parameters[j];
        run_corner({{&a, corner & 1 ? a.high : a.low}, {&b, corner & 2 ? b.high : b.low}}, number,
                   On::processor, tally);
      }
  RecordProperty("ran", tally.ran);
  RecordProperty("refused", tally.refused);
  EXPECT_GT(tally.ran, 4 * tally.refused);
}

/// Corners of the whole space: a share of all parameters, from
/// one in twenty to every one, stands at an end.
class RandomCorners : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Shares, RandomCorners, testing::Values(0.05, 0.2, 0.5, 1.0));

TEST_P(RandomCorners, RunOrAreRefused) {
  const int corners = all_of_them() ? 400 : 15;
  std::uint64_t state = 1 + static_cast<std::uint64_t>(GetParam() * 1000);
  const auto uniform = [&] {  // Knuth's MMIX
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) * 0x1p-53;
  };
  Tally tally;
  for (int i = 0; i < 250 * corners && tally.ran < corners; ++i) {
    std::vector<End> ends;
    for (const ParameterInfo* info : varied()) {
      // The attack on the first day and steps that fit are what a corner must have to run at all.
      const std::string key = info->key;
      if (key == "attack.day" || key == "attack.mode" || key.starts_with("time.")) continue;
      if (uniform() < GetParam()) ends.emplace_back(info, uniform() < 0.5 ? info->low : info->high);
    }
    run_corner(ends, static_cast<std::uint32_t>(i), On::processor_and_warp, tally);
  }
  RecordProperty("refused", tally.refused);
  EXPECT_EQ(tally.ran, corners);
}

}  // namespace
}  // namespace taosweep

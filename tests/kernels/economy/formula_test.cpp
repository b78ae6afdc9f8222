// Shares by a formula: what writes a built-in rule is that rule, bit for bit, and what is no weight
// is refused and counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "host/formula/formula.hpp"
#include "tests/at_hand.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {
namespace {

Parameters by_formula(Parameters p, const std::string& text) {
  p.protocol.share = Shares::rule<FormulaShare>();
  p.share_formula = parse_formula(text);
  EXPECT_THAT(check_parameters(p), testing::IsEmpty());
  return p;
}

/// Attacked and with owners that burn, for a few days of steps of one kind.
Parameters lively(const Rules& rules, int step_blocks) {
  Parameters p = small_economy();
  p.schedule = {1, {{0, rules}}};
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.attack.day = 1;
  p.miners.burning = 0.3;
  p.miners.burned = 0.9;
  p.time.step_blocks = step_blocks;
  p.time.days = step_blocks == 1 ? 1.25 : step_blocks == 25 ? 3 : 6;
  p.time.opening_blocks = 100;
  p.time.fine_days = 0.5;
  return p;
}

struct RuleAsFormula {
  const char *rule, *formula;
};
constexpr RuleAsFormula written[] = {
    {"price_ema", "price_ema"},       {"spot_price", "spot"},
    {"market_cap", "spot * issued"},  {"flow_ema", "max(flow, 0)"},
    {"net_flow", "max(net_flow, 0)"}, {"matured_flow", "max(min(flow, matured_flow), 0)"},
    {"revenue", "revenue"},           {"equal", "1"},
};

ShareRule rule_named(const std::string& name) {
  int place = 0;
  while (Shares::names[place] != name) ++place;
  return static_cast<ShareRule>(place);
}

class WrittenRule : public OnEachBackEnd {};

// The built-in rule runs in the program that it needs, the formula in one that has all.
TEST_P(WrittenRule, IsTheBuiltInOneBitForBit) {
  for (const auto& [rule, formula] : written) {
    for (const Rules* rules : {&launch_2025_03, &hill_rank_2026_08}) {
      for (const int step : {25, 300, 1}) {
        if (step == 1 && rules == &launch_2025_03) continue;  // slow, and little of its own
        Parameters p = lively(*rules, step);
        p.protocol.share = rule_named(rule);
        Simulation<1> built_in(p, {1, 0, 0}, GetParam());
        Simulation<1> own(by_formula(p, formula), {1, 0, 0}, GetParam());
        built_in.finish_run();
        own.finish_run();
        ASSERT_EQ(own.result.status, Status::ok) << formula;
        for (int i = 0; i < outcome_count; ++i) {
          const double a = built_in.result.outcomes[i], b = own.result.outcomes[i];
          EXPECT_TRUE(a == b || (a != a && b != b))
              << formula << ", step " << step << ": " << outcome_table[i].name;
        }
      }
    }
  }
}

// All names and operations at once, so that a back end which computes one otherwise shows.
TEST_P(WrittenRule, OfEveryNameHasTheBitsOfOneLane) {
  const std::string formula =
      "if(rank <= subnets / 2, spot^0.7, 0) + sqrt(price_ema) * (1 - burned) + tao / alpha^1.1 + "
      "abs(net_flow - flow) + exp(-age / 30) * root_share + log(1 + issued / outstanding) * "
      "min(revenue, revenue_reported) + max(protocol_flow, matured_flow) * (day != 2) + "
      "x * price_ema / price_sum + y^-2";
  const Parameters p = by_formula(lively(hill_rank_2026_08, 25), formula);
  Simulation<1> reference(p), other(p, {1, 0, 0}, GetParam());
  reference.finish_run();
  other.finish_run();
  for (int i = 0; i < 32; ++i)
    EXPECT_EQ(reference.s().formula_weight[i], other.s().formula_weight[i]) << i;
  for (int i = 0; i < outcome_count; ++i) {
    const double a = reference.result.outcomes[i], b = other.result.outcomes[i];
    EXPECT_TRUE(a == b || (a != a && b != b)) << outcome_table[i].name;
  }
}

INSTANTIATE_TEST_SUITE_P(Isa, WrittenRule, on_each_back_end(), name_of_isa);

/// Without an attack and orders, in steps of one block.
Parameters calm(const std::string& formula) {
  Parameters p = small_economy();
  p.capital.burst_tao = p.capital.drip_tao_per_day = 0;
  p.time.step_blocks = p.time.signal_blocks = 1;
  return by_formula(p, formula);
}

TEST(FormulaShare, DividesTheBlockByItsWeights) {
  // 1 TAO to 30 subnets by rank: the k-th gets k/465.
  Simulation<1> economy(calm("rank"));
  economy.run_to(1);
  std::vector<double> weights(economy.s().formula_weight, economy.s().formula_weight + 30);
  std::vector<double> sorted = weights;
  std::sort(sorted.begin(), sorted.end());
  for (int i = 0; i < 30; ++i) EXPECT_EQ(sorted[i], i + 1) << "each rank once";
  EXPECT_EQ(economy.s().formula_weight[31], 0) << "no subnet, no weight";
  EXPECT_NEAR(economy.scalars().money.minted, 1, 1e-15);
}

TEST(FormulaShare, RefusesWhatIsNoWeightAndCountsIt) {
  for (const char* none : {"-1", "log(-1)", "1 / 0", "1e200", "0 / 0", "(-1)^0.5"}) {
    Simulation<1> economy(calm(none));
    economy.run_to(2);
    EXPECT_EQ(economy.scalars().money.minted, 0) << none;
    EXPECT_EQ(economy.s().formula_refused[3], 2) << none << ": one for each step";
  }
  Simulation<1> one(calm("if(rank == 1, -1, 2)"));
  one.run_to(4);
  double refused = 0;
  for (int i = 0; i < 32; ++i) refused += one.s().formula_refused[i];
  EXPECT_EQ(refused, 4);
  EXPECT_NEAR(one.scalars().money.minted, 4, 1e-15) << "the others share the block";
}

// What is next to nothing is nothing: a block divided by 1e-120 would be no number.
TEST(FormulaShare, OfNothingAtAllIsNoRefusal) {
  for (const char* nothing : {"0", "1e-120", "1e-300 * rank"}) {
    Simulation<1> economy(calm(nothing));
    economy.run_to(2);
    EXPECT_EQ(economy.scalars().money.minted, 0) << nothing;
    EXPECT_EQ(economy.s().formula_refused[0], 0) << nothing;
  }
  Simulation<1> one(calm("if(rank == 1, 1e-99, 1e-101)"));
  one.run_to(2);
  EXPECT_NEAR(one.scalars().money.minted, 2, 1e-15);
}

TEST(FormulaShare, NeedsAFormula) {
  Parameters p = small_economy();
  p.protocol.share = Shares::rule<FormulaShare>();
  EXPECT_THAT(check_parameters(p), testing::ElementsAre(testing::HasSubstr("says nothing")));
  p.share_formula = parse_formula("price_ema");
  p.share_formula.count = 0;
  p.share_formula.steps[p.share_formula.count++] = {FormulaOp::add, 0};
  EXPECT_THAT(check_parameters(p), testing::ElementsAre(testing::HasSubstr("run through")));
}

TEST(FormulaShare, CountsAgeInDays) {
  Parameters p = calm("age");
  p.network.age_days = 10;
  Simulation<1> economy(p);
  economy.run_to_day(2);
  EXPECT_NEAR(economy.s().formula_weight[0], 12, 1e-6);
}

TEST(FormulaShare, ReadsXAndY) {
  Parameters p = calm("x + 10 * y");
  p.protocol.formula_x = 3;
  p.protocol.formula_y = 0.5;
  Simulation<1> economy(p);
  economy.run_to(1);
  EXPECT_EQ(economy.s().formula_weight[0], 8);
}

}  // namespace
}  // namespace taosweep

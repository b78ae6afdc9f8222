// Sections [vary NAME]: several products in one sweep.
#include "host/design/blocks.hpp"

#include <gmock/gmock.h>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char two[] =
    "[attack]\nshock = 5\nday = 7\n[vary]\nattack.shock_day = grid(1, 2)\n"
    "[vary when]\nattack.day = grid(0, 30)\n[vary how-strong]\nattack.shock = grid(8, 9)\n"
    "attack.budget_tao = grid(100, 200)\n";

TEST(Blocks, AreAUnionOfProductsWithCommonValuesElsewhere) {
  const auto e = experiment_of(two);
  EXPECT_EQ(e.cell_count, 12u);
  const double budget = Parameters().attack.budget_tao;
  const auto rows = rows_of(e.points);
  ASSERT_EQ(rows.size(), 12u);
  EXPECT_THAT(rows[0], ElementsAre(0, 5, budget, 1));
  EXPECT_THAT(rows[1], ElementsAre(0, 5, budget, 2));
  EXPECT_THAT(rows[3], ElementsAre(30, 5, budget, 2));
  EXPECT_THAT(rows[4], ElementsAre(7, 8, 100, 1));
  EXPECT_THAT(rows[11], ElementsAre(7, 9, 200, 2));
}

TEST(Blocks, NameTheirCells) {
  const auto e = experiment_of(two);
  const auto* first = block_of_cell(e.blocks, 3, e.cell_count);
  const auto* second = block_of_cell(e.blocks, 4, e.cell_count);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->name, "when");
  EXPECT_EQ(second->name, "how-strong");
  EXPECT_TRUE(shows(e.blocks, *first, "attack.day"));
  EXPECT_FALSE(shows(e.blocks, *first, "attack.shock"));
  EXPECT_TRUE(shows(e.blocks, *first, "attack.shock_day")) << "all cells have it";
  EXPECT_EQ(block_of_cell({}, 0, 1), nullptr);
}

TEST(Blocks, HaveTheSameDraws) {
  const auto e = experiment_of(std::string(two) +
                                   "[time]\ndays_after_start = 0\n[sweep]\npoints = 3\n"
                                   "[depend]\nattack.event_factor = attack.buy_days + attack.day\n",
                               {"vary.attack.buy_days=uniform(2, 9)"});
  ASSERT_EQ(e.points.size(), 36u);
  for (std::size_t point = 0; point < 36; ++point) {
    EXPECT_EQ(e.points[point][4], e.points[point % 3][4]);
    EXPECT_EQ(e.points[point][5], e.points[point][4] + e.points[point][0]);
  }
}

TEST(Blocks, ReadBackToTheSame) {
  const auto e = experiment_of(two);
  EXPECT_THAT(e.config,
              HasSubstr("[vary]\nattack.shock_day = grid(1, 2)\n[vary when]\nattack.day = grid(0, "
                        "30)\n[vary how-strong]\nattack.shock = grid(8, 9)\n"));
  EXPECT_THAT(e.config, HasSubstr("\nday = 7\n")) << "the other block has it";
  const auto again = experiment_of(e.config);
  EXPECT_EQ(again.config, e.config);
  EXPECT_EQ(again.points, e.points);
  const auto restored = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(restored.cells, e.cells);
  EXPECT_EQ(restored.design_hash, e.design_hash);
  EXPECT_EQ(experiment_of(two, {"vary when.attack.day=grid(0, 30, 60)"}).cell_count, 14u);
}

TEST(Blocks, AreRefusedWhereTheyDoNotFit) {
  EXPECT_THAT(complaint_of("[vary a]\nattack.day = uniform(1, 2)\n[sweep]\npoints = 2\n"),
              HasSubstr("what is drawn stands in [vary]"));
  EXPECT_THAT(complaint_of("[vary]\nattack.day = grid(1, 2)\n[vary a]\nattack.day = grid(3, 4)\n"),
              AllOf(HasSubstr("a.ini:4: attack.day is varied twice"), HasSubstr("a.ini:2")));
  EXPECT_THAT(complaint_of("[vary a b]\nattack.day = grid(1, 2)\n"),
              HasSubstr("a name of letters"));
  EXPECT_THAT(complaint_of("[vary a]\n"), HasSubstr("[vary a] has no line"));
  EXPECT_THAT(complaint_of("[attack]\nday = 3\n[vary a]\nattack.day = grid(1, 2)\n"),
              HasSubstr("a.ini:2: attack.day is varied in every block"));
  EXPECT_THAT(complaint_of("[vary a]\nattack.day = grid(1, 2)\n[arms]\nattack.day = 3, 4\n"),
              HasSubstr("set by an arm"));
}

}  // namespace
}  // namespace taosweep

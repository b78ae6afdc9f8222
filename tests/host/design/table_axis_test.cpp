// Axes whose values stand in a CSV file.
#include "host/design/table_axis.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "tests/host/config_texts.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* zip = "zip(attack.subnet, attack.day)";

std::string spelt(const std::string& key, const std::string& value, const std::string& bytes) {
  return spelt_out(key, table_call(value).value(), bytes, "days.csv");
}

std::string refusal_of(const std::string& key, const std::string& value, const std::string& bytes) {
  try {
    return "taken: " + spelt(key, value, bytes);
  } catch (const UsageError& error) {
    return error.what();
  }
}

TEST(TableAxis, ListsTheCellsOfAColumn) {
  EXPECT_EQ(spelt("attack.day", "table(days.csv, day)", "day,note\n30,\"a, b\"\n\n 1e1 ,c\n"),
            "list(30, 10)");
  EXPECT_EQ(spelt("attack.day", "table(days.csv)", "attack.day\n3\n"), "list(3)");
  EXPECT_EQ(spelt("attack.subnet", "table(days.csv, kind)", "kind\nfresh\nexisting\n"),
            "list(fresh, existing)");
}

TEST(TableAxis, MovesTheColumnsOfAZipTogether) {
  const char* rows = "day,kind\n30,fresh\n30,existing\n";
  EXPECT_EQ(spelt(zip, "table(days.csv, kind, day)", rows), "(fresh, 30), (existing, 30)");
  EXPECT_EQ(spelt(zip, "table(days.csv)", "attack.day,attack.subnet\n2,fresh\n"), "(fresh, 2)");
}

TEST(TableAxis, TakesAByteOrderMarkQuotesAndLinesOfOtherSystems) {
  EXPECT_EQ(spelt("attack.day", "table(d.csv, day)", "\xEF\xBB\xBF\"day\"\r\n\"30\"\r\n4\r\n"),
            "list(30, 4)");
}

TEST(TableAxis, RefusesWithFileLineAndColumn) {
  const std::string one = "table(d.csv, day)";
  EXPECT_THAT(refusal_of("attack.day", one, "when\n3\n"),
              AllOf(HasSubstr("days.csv:1: there is no column 'day'"), HasSubstr("when")));
  EXPECT_THAT(refusal_of("attack.day", one, "a,day\n1,3\n2,soon\n"),
              HasSubstr("days.csv:3:2: 'soon' is not a number"));
  EXPECT_THAT(refusal_of("attack.day", one, "a,day\n1,\n"),
              HasSubstr("days.csv:2:2: the cell is empty"));
  EXPECT_THAT(refusal_of("attack.day", one, "day\n-1\n"), HasSubstr("days.csv:2:1: "));
  EXPECT_THAT(refusal_of("attack.day", one, "a,day\n1\n"), HasSubstr("days.csv:2: 1 cell"));
  EXPECT_THAT(refusal_of("attack.day", one, "day,day\n1,2\n"), HasSubstr("two columns"));
  EXPECT_THAT(refusal_of("attack.day", one, "day\n3\n4\n3.0\n"),
              HasSubstr("days.csv:4: 3 stands in line 2 already"));
  EXPECT_THAT(refusal_of("attack.day", one, ""), HasSubstr("days.csv is empty"));
  EXPECT_THAT(refusal_of("attack.day", one, "day\n"), HasSubstr("no row below"));
  EXPECT_THAT(refusal_of("protocol.ema_alpha", "table(d.csv, a)", "a\nera\n"),
              HasSubstr("days.csv:2:1: `era` is no value of an axis"));
  EXPECT_THAT(refusal_of(zip, one, "day\n3\n"), HasSubstr("1 columns for 2 parameters"));
}

TEST(TableAxis, TakesAThousandRows) {
  std::string rows = "day\n";
  for (int i = 0; i < 1000; ++i) rows += std::to_string(i) + "\n";
  EXPECT_THAT(spelt("attack.day", "table(d.csv, day)", rows), HasSubstr(", 999)"));
  EXPECT_THAT(refusal_of("attack.day", "table(d.csv, day)", rows + "1000\n"),
              HasSubstr("has 1001 rows: an axis takes 1000"));
}

TEST(TableAxis, IsReadBesideTheConfigAndEntersTheResolvedOne) {
  const ConfigFile file("[vary]\nzip(attack.day, attack.shock) = table(days.csv, day, shock)\n");
  const std::string csv = std::filesystem::path(file.path()).parent_path() / "days.csv";
  std::ofstream(csv) << "day,shock\n0,5\n30,6\n";
  const Experiment e = load_experiment(file.path(), {});
  EXPECT_THAT(rows_of(e.points), ElementsAre(ElementsAre(0, 5), ElementsAre(30, 6)));
  EXPECT_THAT(e.config, HasSubstr("\nzip(attack.day, attack.shock) = (0, 5), (30, 6)\n"));
  ASSERT_EQ(e.inputs.size(), 2u);
  EXPECT_EQ(e.inputs[1].name, "days.csv");
  std::filesystem::remove(csv);
  const Experiment again = restore_experiment(e.config, e.inputs, e.points);
  EXPECT_EQ(again.config_hash, e.config_hash);
  EXPECT_EQ(again.design_hash, e.design_hash);
}

TEST(TableAxis, ThatIsMissingIsOneComplaintAtItsLine) {
  const std::string why = complaint_of("[vary]\nattack.day = table(nowhere.csv, day)\n");
  EXPECT_THAT(why, AllOf(HasSubstr("a.ini:2: "), HasSubstr("nowhere.csv")));
  EXPECT_EQ(why.find('\n'), std::string::npos) << why;
}

}  // namespace
}  // namespace taosweep

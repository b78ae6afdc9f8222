// Finding rows of a table by a word, and what an unknown option may mean.
#include "host/text/word_search.hpp"

#include <gmock/gmock.h>

#include "host/commands/command_line.hpp"
#include "host/commands/examples.hpp"
#include "host/commands/help_text.hpp"
#include "host/commands/unknown_option.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST(Mentions, LooksAtTheStartOfWords) {
  EXPECT_TRUE(mentions("hazard of selling", "sell"));
  EXPECT_TRUE(mentions("Hazard", "hAZ"));
  EXPECT_TRUE(mentions("attack.buy_days", "days"));
  EXPECT_TRUE(mentions("TAO staked on root", "staked on"));
  EXPECT_FALSE(mentions("unsold", "sold"));
}

TEST(Mentions, TakesShortWordsInFullOnly) {
  EXPECT_TRUE(mentions("1/d", "d"));
  EXPECT_TRUE(mentions("12 h later", "h"));
  EXPECT_FALSE(mentions("12 hours", "h"));
}

TEST(RowsWith, PutsKeysThatStartWithTheWordFirst) {
  const std::vector<SearchRow> rows = {
      {"time.days", {"until the attack"}}, {"attack.day", {"its start"}}, {"root.rate", {"1/d"}}};
  EXPECT_THAT(rows_with(rows, "attack"), ElementsAre(1, 0));
  EXPECT_THAT(rows_with(rows, ""), ElementsAre(0, 1, 2));
  EXPECT_THAT(rows_with(rows, "atack"), IsEmpty());
  EXPECT_EQ(nearest_row(rows, "atack"), "attack");
  EXPECT_EQ(nearest_row(rows, "root.rat"), "root.rate");
}

TEST(ParamsText, FindsByMeaningUnitSourceAndChoice) {
  EXPECT_THAT(params_text("attack.day"), StartsWith("attack.day = "));
  EXPECT_THAT(params_text("multiplied it by"), StartsWith("protocol.lock_interval"));
  EXPECT_THAT(params_text("TAO/d"), HasSubstr("capital.drip_tao_per_day"));
  EXPECT_THAT(params_text("SubtenSor Kappa"), StartsWith("protocol.kappa"));
  EXPECT_THAT(params_text("fresh"), HasSubstr("attack.subnet"));
  EXPECT_THAT(params_text("hypothesis"), HasSubstr("# is kept"));
}

TEST(ParamsText, NamesTheNearestWhereNothingIsFound) {
  try {
    params_text("kapa");
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("'kapa'"), HasSubstr("nearest is kappa")));
  }
}

TEST(OutcomesText, TellsUnitMeaningAndWhenUndefined) {
  EXPECT_THAT(outcomes_text("harm_60d"),
              AllOf(StartsWith("harm_60d_after"), HasSubstr("d, less is better"),
                    HasSubstr("undefined where: no action reached")));
  EXPECT_THAT(outcomes_text("ledger"), AllOf(HasSubstr("tao_residual"), Not(HasSubstr("run_up"))));
  EXPECT_THROW(outcomes_text("crsh"), UsageError);
}

const KnownOptions of_run{{"--device", "--set", "--threads", "-o"}, true};

TEST(UnknownOption, NamesTheSetThatWouldDoIt) {
  EXPECT_EQ(unknown_option("--days", "30", of_run),
            "there is no option --days: write --set time.days=30 (there is mood.days, "
            "trend.days too)");
  EXPECT_THAT(unknown_option("--seed=5", "-o", of_run), HasSubstr("--set sweep.seed=5"));
  EXPECT_THAT(unknown_option("--points", "", of_run), HasSubstr("--set sweep.points=VALUE"));
  EXPECT_THAT(unknown_option("--replicates", "8", of_run), HasSubstr("--set sweep.replicates=8"));
  EXPECT_THAT(unknown_option("--paths", "8", of_run), HasSubstr("--set keep.paths=8"));
  EXPECT_THAT(unknown_option("--time-days", "8", of_run), HasSubstr("--set time.days=8"));
  EXPECT_THAT(unknown_option("--attack.budget_tao", "8", of_run),
              HasSubstr("--set attack.budget_tao=8"));
  EXPECT_THAT(unknown_option("-title", "it's", of_run), HasSubstr("--set 'title=it'\\''s'"));
}

TEST(UnknownOption, ListsTheKeysWhereSeveralAreNamedSo) {
  EXPECT_THAT(unknown_option("--rate", "0.1", of_run),
              AllOf(HasSubstr("--set KEY=0.1"), HasSubstr("value.rate"), HasSubstr("root.rate")));
}

TEST(UnknownOption, NamesTheNearestOptionOrKey) {
  EXPECT_THAT(unknown_option("--thread", "4", of_run), HasSubstr("nearest is --threads"));
  EXPECT_THAT(unknown_option("--dev", "cpu", of_run), HasSubstr("nearest is --device"));
  EXPECT_THAT(unknown_option("--replicate", "4", of_run), HasSubstr("--set sweep.replicates=4"));
  EXPECT_EQ(unknown_option("--qqqqq", "4", of_run), "there is no option --qqqqq");
}

TEST(UnknownOption, OffersNoSetWhereThereIsNone) {
  EXPECT_EQ(unknown_option("--days", "4", {{"--against"}, false}), "there is no option --days");
}

TEST(Examples, AreTakenByTheirCommands) {
  for (const Example& example : examples) {
    std::vector<std::string> words;
    bool quoted = false;
    std::string word;
    for (const char c : std::string(example.line) + " ") {
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.push_back(word);
        word.clear();
      } else {
        word += c;
      }
    }
    std::vector<const char*> arguments;
    for (const std::string& each : words) arguments.push_back(each.c_str());
    EXPECT_EQ(words.at(0), "taosweep");
    EXPECT_EQ(words.at(1), example.command);
    EXPECT_NO_THROW(parse_command_line(static_cast<int>(arguments.size()), arguments.data()))
        << example.line;
    const char* help[] = {"taosweep", example.command, "--help"};
    EXPECT_THAT(std::get<ShowText>(parse_command_line(3, help)).text, HasSubstr(example.line));
  }
}

TEST(Examples, StandInTheHelpOfEveryCommand) {
  const char* help[] = {"taosweep", "--help"};
  const std::string all = std::get<ShowText>(parse_command_line(2, help)).text;
  int commands = 0;
  for (const std::string& line : split(all.substr(all.find("Subcommands:")), '\n')) {
    if (!line.starts_with("  ") || line.starts_with("   ")) continue;
    const std::string name = line.substr(2, line.find(' ', 2) - 2);
    const char* one[] = {"taosweep", name.c_str(), "--help"};
    EXPECT_THAT(std::get<ShowText>(parse_command_line(3, one)).text,
                HasSubstr("\n  taosweep " + name))
        << name;
    ++commands;
  }
  EXPECT_GE(commands, 11);
}

}  // namespace
}  // namespace taosweep

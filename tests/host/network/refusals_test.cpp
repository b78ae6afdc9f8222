// What is refused, where it stands, and what to do.
#include <gmock/gmock.h>

#include "host/network/read_state.hpp"
#include "host/usage_error.hpp"
#include "tests/host/network/state_texts.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string refusal(const std::string& text, const StateRequest& request = {}) {
  return refusal_in([&] { parse_state(text, "state.csv", request); });
}

const std::string columns = "netuid,tao_in,alpha_in,alpha_out,price_tao,block\n";
std::string table(const std::string& lines) {
  return columns + lines;
}

TEST(StateRefusal, NamesTheLineThatMixesUnits) {
  EXPECT_THAT(refusal(table("1,100.5,2000.5,3.5,0.05,9000000\n2,1000,2000.5,3.5,0.5,9000000\n")),
              AllOf(HasSubstr("state.csv:3, column tao_in (netuid 2)"), HasSubstr("'1000'"),
                    HasSubstr("state.csv:2, column tao_in"), HasSubstr("1000.0")));
}

TEST(StateRefusal, SeesAmountsThatCannotBe) {
  EXPECT_THAT(refusal(table("1,1e15,2000.5,3.5,0.05,9000000\n")),
              AllOf(HasSubstr("state.csv:2"), HasSubstr("a pool of 1e+15 TAO")));
  EXPECT_THAT(refusal(table("1,100,2000,3,0.05,9000000\n")), HasSubstr("the largest pool"));
  EXPECT_THAT(refusal(table("1,5.5,1e-10,3.5,0.05,9000000\n")),
              AllOf(HasSubstr("state.csv:2"), HasSubstr("1e-10 alpha is less than a rao")));
}

TEST(StateRefusal, NamesNegativeAndStrangeNumbers) {
  EXPECT_THAT(refusal(table("1,-5.5,2000.5,3.5,0.05,9000000\n")), HasSubstr("negative"));
  for (const char* cell : {"nan", "inf", "1e999", "5 TAO", "\"1,000.5\"", "0x10"})
    EXPECT_THAT(refusal(table(std::string("1,") + cell + ",2000.5,3.5,0.05,9000000\n")),
                AllOf(HasSubstr("state.csv:2, column tao_in"), HasSubstr("is no number")))
        << cell;
}

TEST(StateRefusal, NamesBothRowsOfANetuid) {
  EXPECT_THAT(refusal(table("7,1.5,2.5,3.5,0.6,9000000\n7,1.5,2.5,3.5,0.6,9000000\n")),
              AllOf(HasSubstr("netuid 7"), HasSubstr("state.csv:3"), HasSubstr("state.csv:2")));
}

TEST(StateRefusal, NamesWhatIsMissing) {
  EXPECT_THAT(refusal("netuid,tao_in,alpha_in\n1,2.5,3.5\n"),
              AllOf(HasSubstr("DynamicInfo of the chain's runtime, or state with the columns"),
                    HasSubstr("no column alpha_out")));
  EXPECT_THAT(refusal(table("1,1.5,,3.5,0.6,9000000\n")),
              HasSubstr("state.csv:2, column alpha_in (netuid 1): nothing stands"));
  EXPECT_THAT(refusal(table("1,1.5,2.5\n")), AllOf(HasSubstr("state.csv:2"), HasSubstr("3 cells")));
  EXPECT_THAT(refusal("a,b\n1,2,3\n"), HasSubstr("known by the columns a, b"));
  EXPECT_THAT(refusal(columns), HasSubstr("no subnet"));
}

TEST(StateRefusal, SaysWhyAListOfBtcli11IsNone) {
  EXPECT_THAT(
      refusal(samples::btcli_11),
      AllOf(HasSubstr("btcli 11"), HasSubstr("neither the reserves"), HasSubstr("DynamicInfo")));
}

TEST(StateRefusal, SaysWhyReservesOfConcentratedLiquidityAreNone) {
  StateRequest request;
  request.block = 7801029;
  const std::string text = "netuid,tao_in,alpha_in,alpha_out,price_tao\n1,100.5,2000.5,3.5,0.05\n";
  EXPECT_THAT(refusal(text, request),
              AllOf(HasSubstr("at block 7801029"), HasSubstr("alpha_sqrt_price")));
  EXPECT_THAT(refusal(text), HasSubstr("--block N"));
  request.shares_only = true;
  EXPECT_EQ(refusal(text, request), "taken");
  request = {};
  for (const std::uint64_t fine : {6205194u, 8486593u}) {
    request.block = fine;
    EXPECT_EQ(refusal(text, request), "taken") << fine;
  }
}

TEST(StateRefusal, SaysWhatKindOfBytesCameInstead) {
  EXPECT_THAT(refusal(""), HasSubstr("is empty"));
  EXPECT_THAT(refusal("\xEF\xBB\xBF \n"), HasSubstr("is empty"));
  EXPECT_THAT(refusal("\"\"\n"), HasSubstr("is empty"));
  EXPECT_THAT(refusal("\x1f\x8b\x08"), HasSubstr("compressed"));
  EXPECT_THAT(refusal("\xff\xfe{"), HasSubstr("UTF-16"));
  EXPECT_THAT(refusal("netuid;tao_in\n1;2\n"), HasSubstr("semicolons"));
}

TEST(StateRefusal, SurvivesJsonThatIsNone) {
  EXPECT_THAT(refusal(samples::taostats.substr(0, 100)), HasSubstr("line 2"));
  EXPECT_THAT(refusal(std::string(100000, '[')), HasSubstr("levels"));
  EXPECT_THAT(refusal(R"([{"netuid":1,"tao_in":NaN}])"), HasSubstr("NaN"));
  EXPECT_THAT(refusal(R"([1, 2])"), HasSubstr("[0] is no object"));
  EXPECT_THAT(refusal(R"({"subnets":{"1":{},"1":{}}})"), HasSubstr("\"1\" stands twice"));
  EXPECT_THAT(refusal("{}"), HasSubstr("no state"));
  EXPECT_THAT(refusal("[]"), HasSubstr("no rows"));
}

TEST(StateRefusal, SeesHistories) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += "1,1.5,2.5,3.5,0.6,9000000\n";
  EXPECT_THAT(refusal(table(lines)), HasSubstr("3000 rows"));
}

TEST(StateRefusal, SeesLiquidityInAnotherUnit) {
  EXPECT_THAT(refusal("netuid,tao_in,alpha_in,alpha_out,alpha_sqrt_price,current_liquidity,block\n"
                      "1,100.0,10000.0,1.0,0.1,0.000001,7801029\n"),
              HasSubstr("1e-09 times"));
}

TEST(StateRefusal, SeesOnePageOfMany) {
  std::string page = samples::taostats;
  page.replace(page.find("items\":1"), 8, "items\":129");
  EXPECT_THAT(refusal(page), HasSubstr("holds 1 of 129 rows"));
}

TEST(StateRefusal, SeesRowsOfManyDays) {
  EXPECT_THAT(refusal(table("1,1.5,2.5,3.5,0.6,9000000\n2,1.5,2.5,3.5,0.6,9100000\n")),
              HasSubstr("9000000 to 9100000"));
}

}  // namespace
}  // namespace taosweep

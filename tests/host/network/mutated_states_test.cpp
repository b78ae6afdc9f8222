// States that something has damaged: each is read, or refused in words.
#include <gtest/gtest.h>

#include <random>

#include "host/commands/state_json.hpp"
#include "host/network/look.hpp"
#include "host/network/read_state.hpp"
#include "host/usage_error.hpp"
#include "tests/host/network/state_texts.hpp"

namespace taosweep {
namespace {

constexpr int copies = 4000;

class Damage {
 public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::string of(std::string text) {
    for (std::size_t n = 1 + pick(3); n > 0; --n) hurt(text);
    return text;
  }

 private:
  std::size_t pick(std::size_t below) { return below == 0 ? 0 : random_() % below; }

  void hurt(std::string& text) {
    static const std::string pieces[] = {"NaN",
                                         "-1",
                                         "1e999",
                                         "[",
                                         "]",
                                         "{",
                                         "}",
                                         "\"",
                                         std::string(1, '\0'),
                                         "\xff",
                                         "null",
                                         "true",
                                         "\n",
                                         ",",
                                         ":",
                                         ".5",
                                         "0",
                                         "99999999999999999999",
                                         "\x1b[2J",
                                         "-0.0",
                                         "{\"bits\":1}",
                                         "\"netuid\":3,",
                                         "\r",
                                         "1e-320"};
    const std::size_t at = pick(text.size() + 1), span = pick(40);
    if (pick(2)) return turn_a_digit(text, at);
    switch (pick(5)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text.insert(at, pieces[pick(std::size(pieces))]);
        break;
      case 2:
        text.erase(at, span);
        break;
      case 3:
        text.insert(pick(text.size() + 1), text.substr(at, span));
        break;
      default:
        text.replace(at, span, pieces[pick(std::size(pieces))]);
    }
  }

  /// What stays a file, and says something else.
  void turn_a_digit(std::string& text, std::size_t from) {
    const std::size_t digit = text.find_first_of("0123456789.", from);
    if (digit != std::string::npos) text[digit] = "0123456789.-"[pick(12)];
  }

  std::mt19937 random_;
};

class MutatedState : public testing::TestWithParam<const std::string*> {};

TEST_P(MutatedState, IsReadOrRefusedInWords) {
  const Eras eras = built_in_eras();
  Damage damage(7);
  int read = 0, refused = 0;
  for (int i = 0; i < copies; ++i) {
    StateRequest request;
    if (i % 2) request.block = 9000000;
    request.shares_only = i % 3 == 0;
    try {
      NetworkState state = parse_state(damage.of(*GetParam()), "mutated", request);
      const char* era = i % 5 ? "" : "flow-2025-12";
      const StateLook look = look_at_state(state, eras, era, request.shares_only);
      EXPECT_FALSE(state_json(look, "mutated").empty());
      for (const double share : look.by_rules.of) EXPECT_TRUE(share >= 0 && share <= 1) << share;
      ++read;
    } catch (const UsageError& error) {
      EXPECT_GT(std::string(error.what()).size(), 20u);
      ++refused;
    }
  }
  EXPECT_GT(read, copies / 8) << "damage that is nearly always refused tries little";
  EXPECT_GT(refused, copies / 4);
}

INSTANTIATE_TEST_SUITE_P(OfEachForm, MutatedState,
                         testing::Values(&samples::own_table, &samples::dynamic_info,
                                         &samples::taostats_legacy, &samples::taostats,
                                         &samples::btcli_9));

}  // namespace
}  // namespace taosweep

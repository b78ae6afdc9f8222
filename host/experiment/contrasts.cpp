#include "host/experiment/contrasts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/core.h>

#include "host/experiment/arm_words.hpp"
#include "host/statistics/against_baseline.hpp"
#include "host/store/schema.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

constexpr char form[] =
    "a contrast is OUTCOME: ARM - ARM > MARGIN, with < MARGIN or within MARGIN as well";

struct Ending {
  Aim aim;
  const char* words;
};
constexpr Ending endings[] = {{Aim::above, " > "}, {Aim::below, " < "}, {Aim::within, " within "}};

const char* words_of(Aim aim) {
  return std::find_if(std::begin(endings), std::end(endings),
                      [&](const Ending& ending) { return ending.aim == aim; })
      ->words;
}

/// Takes " > MARGIN" off the end of `text`; names of arms may hold such words too, so the last that
/// is followed by a number counts.
std::optional<std::pair<Aim, double>> take_ending(std::string& text) {
  std::size_t at = 0;
  std::optional<std::pair<Aim, double>> found;
  for (const Ending& ending : endings) {
    const auto place = text.rfind(ending.words);
    if (place == std::string::npos || place < at) continue;
    const auto margin =
        parse_number(trimmed(text.substr(place + std::string(ending.words).size())));
    if (!margin) continue;
    at = place;
    found = {ending.aim, *margin};
  }
  if (found) text = trimmed(text.substr(0, at));
  return found;
}

void check(const Contrast& contrast, const std::vector<std::string>& arms) {
  if (contrast.arm == contrast.other)
    throw UsageError("'" + arms[contrast.arm] + "' stands on both sides");
  if (contrast.aim == Aim::within && !(contrast.margin > 0))
    throw UsageError("within " + number_text(contrast.margin) + ": the margin is above 0");
  if (is_flag(outcome_table[contrast.outcome]) && std::abs(contrast.margin) >= 1)
    throw UsageError(fmt::format("{} is 0 or 1, so that no difference of two shares is beyond {}",
                                 outcome_table[contrast.outcome].name,
                                 number_text(contrast.margin)));
  if (is_against_baseline(contrast.outcome) && (contrast.arm == 0 || contrast.other == 0))
    throw UsageError(fmt::format("{} compares with '{}' already, which has none itself",
                                 outcome_table[contrast.outcome].name, arms[0]));
}

}  // namespace

Contrast parse_contrast(const std::string& name, const std::string& value,
                        const std::vector<std::string>& arms) {
  const auto colon = value.find(':');
  if (colon == std::string::npos) throw UsageError("'" + value + "': " + form);
  Contrast contrast;
  contrast.name = name;
  contrast.outcome = outcome_named(trimmed(value.substr(0, colon)));
  std::string rest = value.substr(colon + 1);
  const auto ending = take_ending(rest);
  if (!ending) throw UsageError("'" + value + "' does not end with a margin: " + form);
  std::tie(contrast.aim, contrast.margin) = *ending;
  std::tie(contrast.arm, contrast.other) = two_arms(trimmed(rest), arms, form);
  check(contrast, arms);
  return contrast;
}

std::string contrast_text(const Contrast& contrast, const std::vector<std::string>& arms) {
  return std::string(outcome_table[contrast.outcome].name) + ": " + arms.at(contrast.arm) + " - " +
         arms.at(contrast.other) + words_of(contrast.aim) + number_text(contrast.margin);
}

}  // namespace taosweep

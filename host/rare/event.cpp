#include "host/rare/event.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <vector>

#include <fmt/core.h>

#include "host/text/near_key.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/math/undefined.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

std::vector<std::string> day_series_names() {
  std::vector<std::string> names;
  for (const SeriesInfo& info : series_table)
    if (info.axis == TimeAxis::day) names.push_back(info.name);
  return names;
}

[[noreturn]] void refuse(const std::string& text, const std::string& why) {
  throw UsageError(fmt::format("--event '{}': {}", text, why));
}

int series_named(const std::string& text, const std::string& name) {
  for (int i = 0; i < series_count; ++i) {
    const SeriesInfo& info = series_table[i];
    if (info.name != name) continue;
    if (info.axis != TimeAxis::day)
      refuse(text, fmt::format("{} does not run over days from the start; those that do stand in "
                               "taosweep rare --help",
                               name));
    return i;
  }
  const std::vector<std::string> known = day_series_names();
  refuse(text, fmt::format("there is no series {}: did you mean {}? All stand in taosweep rare "
                           "--help",
                           name, nearest(name, known)));
}

int days_named(const std::string& text, const std::string& word) {
  constexpr std::uint64_t most_days = 36500;  // a century
  const auto days = parse_count(word);
  if (!days || *days < 1 || *days > most_days)
    refuse(text, fmt::format("'{}' is no number of days in a row: it is whole, from 1 to {}", word,
                             most_days));
  return static_cast<int>(*days);
}

void refuse_always(const std::string& text, const RareEvent& event) {
  const SeriesInfo& of = series_table[event.series];
  if (event.below ? event.level <= of.most : event.level >= of.least) return;
  refuse(text, fmt::format("{} is always {} {:g}: it is {:g} at {}", of.name,
                           event.below ? "below" : "above", event.level,
                           event.below ? of.most : of.least, event.below ? "most" : "least"));
}

void refuse_out_of_reach(const std::string& text, const RareEvent& event) {
  refuse_always(text, event);
  const SeriesInfo& of = series_table[event.series];
  if (event.below ? event.level > of.least : event.level < of.most) return;
  refuse(text, event.below ? fmt::format("{} is never below {:g}", of.name, of.least)
                           : fmt::format("{} is never above {:g}", of.name, of.most));
}

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// SERIES > NUMBER, or with "for N days" behind it.
bool has_the_form(const std::vector<std::string>& words) {
  const bool whole = words.size() == 3 || (words.size() == 6 && words[3] == "for" &&
                                           (words[5] == "days" || words[5] == "day"));
  return whole && (words[1] == ">" || words[1] == "<");
}

/// The same with blanks around < and >.
std::string spaced(const std::string& text) {
  std::string apart;
  for (const char c : text)
    if (c == '<' || c == '>')
      apart += std::string(" ") + c + ' ';
    else
      apart += c;
  return joined(words_in(apart), " ");
}

}  // namespace

RareEvent event_of(const std::string& text) {
  const std::vector<std::string> words = words_in(text);
  if (!has_the_form(words)) {
    if (const std::string apart = spaced(text); has_the_form(words_in(apart)))
      refuse(text, fmt::format("blanks are missing: '{}'", apart));
    refuse(text,
           "expected SERIES > NUMBER for N days, or with <, such as 'target_ema_share > 0.05 "
           "for 7 days'; without days: on any one");
  }
  RareEvent event;
  event.series = series_named(text, words[0]);
  event.below = words[1] == "<";
  const auto level = parse_number(words[2]);
  if (!level) refuse(text, fmt::format("'{}' is no number", words[2]));
  event.level = *level;
  refuse_out_of_reach(text, event);
  if (words.size() == 6) event.days = days_named(text, words[4]);
  return event;
}

std::string event_text(const RareEvent& event) {
  const std::string days = event.days == 1 ? "1 day" : fmt::format("{} days", event.days);
  return fmt::format("{} {} {} for {}", series_table[event.series].name, event.below ? "<" : ">",
                     number_text(event.level), days);
}

Scores scores_of(const RareEvent& event, std::span<const float> mornings) {
  const double sign = event.below ? -1 : 1, level = sign * event.level;
  Scores scores(mornings.size(), never);
  double highest = never;
  int beyond = 0;
  for (std::size_t day = 0; day < mornings.size(); ++day) {
    const double x = std::isnan(mornings[day]) ? level - std::abs(level) : sign * mornings[day];
    beyond = x > level ? beyond + 1 : 0;
    const double close = beyond == 0 ? x : beyond < event.days ? level + beyond : -never;
    highest = std::max(highest, close);
    if (day > 0) scores[day] = highest;
  }
  return scores;
}

std::span<const float> mornings_of(const RareEvent& event, const EconomyResult& result,
                                   const RecordPlan& plan) {
  std::size_t first = 0;
  for (int i = 0; i < event.series; ++i)
    first += static_cast<std::size_t>(time_count(series_table[i].axis, plan));
  return std::span(result.series)
      .subspan(first, static_cast<std::size_t>(time_count(TimeAxis::day, plan)));
}

}  // namespace taosweep

#include "host/eras/era_tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"
#include "kernels/advance.hpp"
#include "kernels/chain/block_time.hpp"
#include "kernels/chain/eras/eras.hpp"

namespace taosweep {
namespace {

/// "4,920,351".
std::string grouped(int number) {
  std::string text = std::to_string(number);
  for (int i = static_cast<int>(text.size()) - 3; i > 0; i -= 3) text.insert(i, ",");
  return text;
}

/// "block 4,999,839 = day 11.04", the day as a schedule counts it.
std::string block_text(int block) {
  const double day = (block - era_table[0].block_from) / blocks_per_day;
  return fmt::format("block {} = day {}", grouped(block), number_text(std::round(day * 100) / 100));
}

std::string unit_text(const ParameterInfo& info) {
  return std::string(info.unit) == "1" ? "" : " " + std::string(info.unit);
}

std::string difference_line(const RuleDifference& one) {
  return fmt::format("{}: {} -> {}{}", one.info->key, value_text(*one.info, one.before),
                     value_text(*one.info, one.after), unit_text(*one.info));
}

/// Name and dates, and the sentence.
std::string head(const NamedEra& era) {
  if (era.own()) return wrapped(fmt::format("{}  (own era, {})", era.name, era.where), 0, 4);
  std::string when = era.chain_versions + "; " + era.dates;
  if (era.block_from > 0) when += "; " + block_text(era.block_from);
  return wrapped(era.name + "  (" + when + ")", 0, 4) + wrapped(era.sentence, 4);
}

/// What it changes, under a line with the name of the era before it.
std::string changes_text(const NamedEra& era, const Eras& eras) {
  if (era.since.empty()) return "";
  const auto changes = changes_of(era, eras);
  std::string text = fmt::format("    since {}:{}\n", era.since, changes.empty() ? " nothing" : "");
  for (const RuleDifference& one : changes) text += wrapped(difference_line(one), 6, 10);
  return text;
}

/// The rules that it has as the era before it.
std::string kept_text(const NamedEra& era, const Eras& eras) {
  const auto changes = changes_of(era, eras);
  std::string text = era.since.empty() ? "    rules:\n" : "    unchanged:\n";
  for (const ParameterInfo& info : parameter_table) {
    const bool changed = std::any_of(changes.begin(), changes.end(),
                                     [&](const auto& one) { return one.info == &info; });
    if (!info.rule || changed) continue;
    text += wrapped(fmt::format("{} = {}{}", info.key, value_text(info, number_of(info, era.rules)),
                                unit_text(info)),
                    6, 10);
  }
  return text;
}

}  // namespace

std::string eras_text(const Eras& eras) {
  return joined_as(
      eras, [&](const NamedEra& era) { return head(era) + changes_text(era, eras); }, "");
}

std::string era_text(const Eras& eras, const std::string& name) {
  const NamedEra era = era_of(eras, name);
  std::string text = head(era) + changes_text(era, eras) + kept_text(era, eras);
  text += "    a block runs, in order:\n";
  for (const std::string& stage : stages_of_a_block(era.rules.pools)) text += wrapped(stage, 6, 10);
  return text;
}

std::string difference_text(const Eras& eras, const std::string& from, const std::string& to) {
  const auto found = differences(era_of(eras, from).rules, era_of(eras, to).rules);
  if (found.empty()) return fmt::format("{} and {}: no difference\n", from, to);
  std::string text = fmt::format("{} -> {}\n", from, to);
  for (const RuleDifference& one : found)
    text += wrapped(difference_line(one), 4, 8) + wrapped(one.info->sentence, 8);
  return text;
}

}  // namespace taosweep

#include "host/statistics/findings.hpp"

#include <algorithm>
#include <cstring>
#include <set>

#include <fmt/core.h>

#include "host/statistics/against_baseline.hpp"
#include "host/text/words.hpp"

namespace taosweep {

OutcomeFindings::OutcomeFindings(std::size_t arms)
    : defined_(outcome_count), kinds_(arms), refusing_(arms) {}

void OutcomeFindings::see(int outcome, std::span<const double> values) {
  if (!defined_[outcome])
    defined_[outcome] = std::any_of(values.begin(), values.end(), [](double x) { return x == x; });
  // The baseline arm has none of these: they tell nothing about the economies.
  const bool tells = !is_against_baseline(outcome) && !looks_beside_an_attack(outcome);
  if (tells && !is_rounding(outcome)) tell_apart(values);
  if (outcome != outcome_formula_refused) return;
  const std::size_t each = values.size() / refusing_.size();
  for (std::size_t arm = 0; arm < refusing_.size(); ++arm) {
    const auto own = values.subspan(arm * each, each);
    refusing_[arm] += std::count_if(own.begin(), own.end(), [](double x) { return x > 0; });
  }
}

void OutcomeFindings::see_status(std::span<const std::int32_t> values) {
  tell_apart(values);
}

template <class T>
void OutcomeFindings::tell_apart(std::span<const T> values) {
  const std::size_t arms = kinds_.size(), each = values.size() / arms;
  const std::vector<std::size_t> before = kinds_;
  for (std::size_t arm = 0; arm < arms; ++arm) {
    // The first arm of its kind so far that is equal here too, or else itself.
    std::size_t first = before[arm];
    while (first < arm &&
           (before[first] != before[arm] || kinds_[first] != first ||
            std::memcmp(&values[first * each], &values[arm * each], each * sizeof(T)) != 0))
      ++first;
    kinds_[arm] = first;
  }
}

std::string undefined_list(const std::vector<bool>& defined) {
  std::vector<std::string> reasons;
  for (int i = 0; i < outcome_count; ++i) {
    const std::string why = outcome_table[i].undefined_when;
    if (!defined[i] && std::find(reasons.begin(), reasons.end(), why) == reasons.end())
      reasons.push_back(why);
  }
  return joined_as(
      reasons,
      [&](const std::string& why) {
        std::vector<std::string> names;
        for (int i = 0; i < outcome_count; ++i)
          if (!defined[i] && why == outcome_table[i].undefined_when)
            names.push_back(outcome_table[i].name);
        return fmt::format("{} ({})", joined(names), why.empty() ? "no economy finished" : why);
      },
      "; ");
}

std::string undefined_list(const std::vector<bool>& defined, std::size_t most) {
  std::vector<bool> first = defined;
  std::size_t undefined = 0, named = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (defined[i]) continue;
    ++undefined;
    first[i] = named >= most;
    if (!first[i]) ++named;
  }
  return undefined_list(first) +
         (undefined > named ? fmt::format("; and {} more", undefined - named) : "");
}

std::vector<std::string> twin_lists(const std::vector<std::string>& labels,
                                    const std::vector<std::size_t>& kinds) {
  std::vector<std::string> lists;
  for (const std::size_t kind : std::set<std::size_t>(kinds.begin(), kinds.end())) {
    std::vector<std::string> members;
    for (std::size_t arm = 0; arm < labels.size(); ++arm)
      if (kinds[arm] == kind) members.push_back("'" + labels[arm] + "'");
    if (members.size() > 1) lists.push_back(listed(members));
  }
  return lists;
}

std::vector<std::string> refusal_sentences(const std::vector<std::string>& labels,
                                           const std::vector<std::size_t>& refusing) {
  std::vector<std::string> sentences;
  for (std::size_t arm = 0; arm < labels.size(); ++arm) {
    if (refusing[arm] == 0) continue;
    sentences.push_back(fmt::format(
        "the formula of arm '{}' gave no weight (below 0, undefined, or beyond 1e100) somewhere in "
        "{}: it counted as 0 there, see the outcome formula_refused",
        labels[arm], counted(static_cast<std::uint64_t>(refusing[arm]), "economy")));
  }
  return sentences;
}

std::string listed(const std::vector<std::string>& names) {
  if (names.size() < 2) return joined(names);
  return joined(std::span(names).first(names.size() - 1)) + " and " + names.back();
}

}  // namespace taosweep

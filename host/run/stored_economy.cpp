#include "host/run/stored_economy.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/core.h>

#include "host/run/divergence.hpp"
#include "host/text/number_text.hpp"
#include "host/text/status_text.hpp"

namespace taosweep {
namespace {

constexpr char one_is_other[] =
    "it was written by another build or back end, or has been changed since";
constexpr char both_are_other[] =
    "they were written by another build or back end, or have been changed since";

std::string shown(double value) {
  return value == value ? number_text(value) : "undefined";
}
/// With the digits that its precision holds.
std::string shown(float value) {
  return value == value ? fmt::format("{}", value) : "undefined";
}

std::string shown_status(std::int32_t status) {
  return fmt::format("{} ({})", status, status_name(status));
}

void add_path_misfit(const std::vector<float>& stored, const Replayed& computed,
                     std::vector<Misfit>& found) {
  const std::vector<float>& now = computed.result.path;
  if (stored.empty()) return;
  if (stored.size() != now.size()) {
    found.push_back({"/paths", fmt::format("{} numbers", stored.size()),
                     fmt::format("{} numbers", now.size()), true});
    return;
  }
  const auto first = first_difference_of_paths(stored, now, computed.plan);
  if (!first) return;
  found.push_back({fmt::format("/paths/{} on day {} of netuid {}", first->quantity->name,
                               number_text(first->day), first->netuid),
                   shown(first->a), shown(first->b), true});
}

const Misfit* of_same(const std::vector<Misfit>& all, const Misfit& one) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Misfit& candidate) {
    return candidate.what == one.what && candidate.computed == one.computed;
  });
  return found == all.end() ? nullptr : &*found;
}

/// Whether `other` holds what is computed, where `one` has been found to be a misfit of a file.
std::string of_other(const Side& other, const Misfit& one) {
  if (!one.of_path) return other.file + " holds that";
  if (other.stored.path.empty()) return other.file + " keeps no path of it";
  const bool fits = std::none_of(other.misfits.begin(), other.misfits.end(),
                                 [](const Misfit& misfit) { return misfit.of_path; });
  return other.file + (fits ? " keeps the computed path" : " keeps another path");
}

std::string of_one(const Side& side, const Side& other, const Misfit& misfit) {
  return fmt::format("{}: this program computes {} for both files; {}, and {} holds {}: {}",
                     misfit.what, misfit.computed, of_other(other, misfit), side.file,
                     misfit.stored, one_is_other);
}

std::string of_both(const Side& a, const Misfit& in_a, const Side& b, const Misfit& in_b) {
  const std::string values =
      in_a.stored == in_b.stored
          ? "both hold " + in_a.stored
          : fmt::format("{} holds {}, and {} holds {}", a.file, in_a.stored, b.file, in_b.stored);
  return fmt::format("{}: this program computes {} for both files; {}: {}", in_a.what,
                     in_a.computed, values, both_are_other);
}

std::string of_other_config(const Side& side, const Misfit& misfit) {
  return fmt::format("{}: this program computes {} from {}, which holds {}: {}", misfit.what,
                     misfit.computed, side.file, misfit.stored, one_is_other);
}

}  // namespace

std::vector<Misfit> misfits(const EconomyInFile& stored, const Replayed& computed) {
  std::vector<Misfit> found;
  const auto status = static_cast<std::int32_t>(computed.result.status);
  if (stored.status != status)
    found.push_back({"status", shown_status(stored.status), shown_status(status), false});
  add_path_misfit(stored.path, computed, found);
  for (int k = 0; k < outcome_count; ++k) {
    const double before = stored.outcomes[k], now = computed.result.outcomes[k];
    if (std::memcmp(&before, &now, sizeof before) == 0) continue;
    found.push_back({outcome_table[k].name, shown(before), shown(now), false});
  }
  return found;
}

std::vector<std::string> stored_otherwise(const Side& a, const Side& b, bool alike) {
  std::vector<std::string> sentences;
  for (const Misfit& misfit : a.misfits) {
    const Misfit* in_b = alike ? of_same(b.misfits, misfit) : nullptr;
    sentences.push_back(!alike ? of_other_config(a, misfit)
                        : in_b ? of_both(a, misfit, b, *in_b)
                               : of_one(a, b, misfit));
  }
  for (const Misfit& misfit : b.misfits) {
    if (!alike)
      sentences.push_back(of_other_config(b, misfit));
    else if (!of_same(a.misfits, misfit))
      sentences.push_back(of_one(b, a, misfit));
  }
  return sentences;
}

std::string who_stores_it(const Side& a, const Side& b) {
  if (!a.misfits.empty() && !b.misfits.empty()) return "neither stores it";
  const Side &fits = a.misfits.empty() ? a : b, &other = a.misfits.empty() ? b : a;
  std::string who = fmt::format("{} stores it, {} does not", fits.file, other.file);
  if (other.stored.path.empty())
    who +=
        "; that keeps no path of it ([keep] economies), which would say from what day, subnet "
        "and quantity on";
  return who;
}

std::string stored_by_both(const Side& a, const Side& b) {
  const int outcomes = outcome_count;
  if (!a.stored.path.empty() && !b.stored.path.empty())
    return fmt::format("status, all {} outcomes and path", outcomes);
  std::string none = "neither keeps its path";
  if (!a.stored.path.empty()) none = b.file + " keeps no path of it";
  if (!b.stored.path.empty()) none = a.file + " keeps no path of it";
  return fmt::format("status and all {} outcomes ({})", outcomes, none);
}

}  // namespace taosweep

#include "host/statistics/verdicts.hpp"

#include <algorithm>

namespace taosweep {

namespace {

Verdict superiority(bool confirmed, bool falsified) {
  if (confirmed) return Verdict::confirmed;
  return falsified ? Verdict::falsified : Verdict::inconclusive;
}

/// Of a difference that is 0 without any doubt.
bool holds_at_zero(const Contrast& contrast) {
  switch (contrast.aim) {
    case Aim::above:
      return 0 > contrast.margin;
    case Aim::below:
      return 0 < contrast.margin;
    case Aim::within:
      return true;
  }
  return false;
}

}  // namespace

const char* verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::confirmed:
      return "confirmed";
    case Verdict::falsified:
      return "falsified";
    case Verdict::inconclusive:
      break;
  }
  return "inconclusive";
}

Verdict verdict_of(const Contrast& contrast, const Comparison& found) {
  if (found.method == equal_by_construction)
    return holds_at_zero(contrast) ? Verdict::confirmed : Verdict::falsified;
  const double m = contrast.margin;
  const auto [low, high] = found.bounds;
  // Comparisons with NaN are false: without an interval nothing is decided.
  switch (contrast.aim) {
    case Aim::above:
      return superiority(low > m, high < m);
    case Aim::below:
      return superiority(high<m, low> m);
    case Aim::within:
      return superiority(low > -m && high<m, low> m || high < -m);
  }
  return Verdict::inconclusive;
}

std::vector<JudgedContrast> judged(const std::vector<Contrast>& contrasts,
                                   const CompareAt& compare) {
  std::vector<JudgedContrast> all;
  for (const Contrast& contrast : contrasts)
    all.push_back({contrast, Verdict::inconclusive, confidence, {}});
  const auto undecided = [](const JudgedContrast& one) {
    return one.verdict == Verdict::inconclusive;
  };
  for (std::ptrdiff_t open = std::ssize(all), before = open + 1; open > 0 && open < before;) {
    before = open;
    for (JudgedContrast& one : all) {
      if (!undecided(one)) continue;
      one.level = 1 - (1 - confidence) / static_cast<double>(before);
      one.found = compare(one.contrast, one.level);
      one.verdict = verdict_of(one.contrast, one.found);
    }
    open = std::count_if(all.begin(), all.end(), undecided);
  }
  return all;
}

}  // namespace taosweep

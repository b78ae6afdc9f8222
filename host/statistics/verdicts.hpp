// What a sweep says of the contrasts that were registered before it ran.
#pragma once

#include <functional>
#include <vector>

#include "host/experiment/contrasts.hpp"
#include "host/statistics/comparison.hpp"

namespace taosweep {

enum class Verdict { confirmed, falsified, inconclusive };

const char* verdict_word(Verdict verdict);

struct JudgedContrast {
  Contrast contrast;
  Verdict verdict = Verdict::inconclusive;
  double level = confidence;  ///< of the interval in `found`
  Comparison found;
};

/// What an interval says. Superiority (> or < margin m): confirmed where all of it lies on the side
/// that was expected of m, falsified where all of it lies on the other. Equivalence (within m):
/// confirmed where it lies inside -m .. m (two one-sided tests, D. J. Schuirmann 1987, each at half
/// of 1 - level), falsified where it lies outside. A difference that is equal by construction is 0.
Verdict verdict_of(const Contrast& contrast, const Comparison& found);

/// The interval of a contrast at a level.
using CompareAt = std::function<Comparison(const Contrast&, double level)>;

/// Verdicts of which any is wrong with a probability of at most 5 %, by the steps of S. Holm (1979,
/// Scandinavian Journal of Statistics 6): while k of them are undecided, each is looked at with an
/// interval of level 1 - 0.05/k; those it decides are taken out, until a round decides none.
std::vector<JudgedContrast> judged(const std::vector<Contrast>& contrasts,
                                   const CompareAt& compare);

}  // namespace taosweep

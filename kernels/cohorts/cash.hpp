// How cash that enters is split over the cohorts that trade with cash of their own.
#pragma once

#include "kernels/cohorts/all.hpp"

namespace taosweep {

/// Shares of each cohort, 0 for those who only sell, and their sum in pairs.
struct CashShares {
  double of[cohort_count];
  double sum;
};

TAOSWEEP_HD CashShares cash_shares(const Parameters& p) {
  CashShares shares{};
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if constexpr (Cohort::trades != Trades::only_sells)
      shares.of[Cohorts::index<Cohort>()] = Cohort::cash_share(p);
  });
  for (int i = 0; i < cohort_count; i += 2)
    shares.sum += shares.of[i] + (i + 1 < cohort_count ? shares.of[i + 1] : 0.0);
  return shares;
}

}  // namespace taosweep

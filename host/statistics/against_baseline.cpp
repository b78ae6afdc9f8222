#include "host/statistics/against_baseline.hpp"

#include <stdexcept>

#include "kernels/math/undefined.hpp"

namespace taosweep {

bool is_against_baseline(int outcome) {
  return outcome == outcome_stopped || outcome == outcome_harm_after ||
         outcome == outcome_others_price_change || outcome == outcome_others_tao_change;
}

namespace {

/// x over that of the baseline, less 1.
double change(double x, double baseline) {
  return x == x && baseline > 0 ? x / baseline - 1 : undefined;
}

}  // namespace

void derive_outcomes(PointResults& results, std::uint64_t arms) {
  const std::uint64_t economies = results.points * results.replicates * arms;
  if (results.status.size() != economies || results.outcomes.size() != economies * outcome_count)
    throw std::invalid_argument("results do not hold one status and all outcomes of each economy");
  const double* share = &results.outcomes[outcome_share_30d_after * economies];
  const double* harm = &results.outcomes[outcome_harm_60d_after * economies];
  const double* prices = &results.outcomes[outcome_others_price_sum * economies];
  const double* tao = &results.outcomes[outcome_others_tao * economies];
  double* price_change = &results.outcomes[outcome_others_price_change * economies];
  double* tao_change = &results.outcomes[outcome_others_tao_change * economies];
  double* stopped = &results.outcomes[outcome_stopped * economies];
  double* harm_after = &results.outcomes[outcome_harm_after * economies];

  for (std::uint64_t economy = 0; economy < economies; ++economy) {
    const std::uint64_t arm = economy % arms;
    const std::uint64_t baseline = economy - arm;
    stopped[economy] = harm_after[economy] = undefined;
    price_change[economy] = tao_change[economy] = undefined;
    if (arm == 0 || results.status[economy] != 0 || results.status[baseline] != 0) continue;
    // stopped = [ S_arm <= S_baseline / 4 ],  S = mean spot share, days 28 to 32 after the action
    // [1]
    if (share[economy] == share[economy] && share[baseline] == share[baseline])
      stopped[economy] = share[economy] <= stopped_below * share[baseline] ? 1 : 0;
    // harm_after = H_arm / H_baseline,  H = integral of the spot share over 60 days after the
    // action [d]
    if (harm[economy] == harm[economy] && harm[baseline] > 0)
      harm_after[economy] = harm[economy] / harm[baseline];
    price_change[economy] = change(prices[economy], prices[baseline]);
    tao_change[economy] = change(tao[economy], tao[baseline]);
  }
}

bool looks_beside_an_attack(int outcome) {
  return outcome == outcome_others_price_sum || outcome == outcome_others_tao;
}

bool is_rounding(int outcome) {
  return outcome == outcome_tao_residual || outcome == outcome_alpha_residual;
}

}  // namespace taosweep

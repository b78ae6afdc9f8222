#include "host/statistics/against_baseline.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "kernels/math/undefined.hpp"

namespace taosweep {

bool is_against_baseline(int outcome) {
  switch (outcome) {
    case outcome_stopped:
    case outcome_harm_after:
    case outcome_others_price_change:
    case outcome_others_tao_change:
    case outcome_earner_tao_change:
    case outcome_earner_price_change:
    case outcome_marginal_efficiency:
    case outcome_attention_gain:
    case outcome_reproduction:
      return true;
    default:
      return false;
  }
}

namespace {

/// An outcome of an economy, and that of the same one in the baseline arm.
struct Pair {
  double own, baseline;
  double rise() const { return own - baseline; }
};

/// x over that of the baseline, less 1.
double change(const Pair& x) {
  return x.own == x.own && x.baseline > 0 ? x.own / x.baseline - 1 : undefined;
}

// stopped = [ S_arm <= S_baseline / 4 ],  S = mean spot share, days 28 to 32 after the action [1]
double stopped(const Pair& share) {
  if (share.own != share.own || share.baseline != share.baseline) return undefined;
  return share.own <= stopped_below * share.baseline ? 1 : 0;
}

// harm_after = H_arm / H_baseline,  H = integral of the spot share over 60 days after the action
// [d]
double harm_after(const Pair& harm) {
  return harm.own == harm.own && harm.baseline > 0 ? harm.own / harm.baseline : undefined;
}

// m = (R_arm - R_baseline) / (E_arm - E_baseline)     R  revenue,  E  minted to who has it [TAO]
//
// Sums of as much differ by rounding.
double marginal_efficiency(const Pair& revenue, const Pair& minted) {
  constexpr double rounding = 1e-9;
  const bool differ = std::abs(minted.rise()) > rounding * minted.baseline;
  return differ ? revenue.rise() / minted.rise() : undefined;
}

// G = 1 + (N_arm - N_baseline) / (I_arm - I_baseline)     N  events,  I  those injected [1]
double attention_gain(const Pair& events, const Pair& injected) {
  return injected.rise() > 0 ? 1 + events.rise() / injected.rise() : undefined;
}

// n = 1 - 1/G: where one event causes n on average, one and all that it leads to are 1/(1 - n)
double reproduction(double gain) {
  return gain > 0 ? 1 - 1 / gain : undefined;
}

}  // namespace

void derive_outcomes(PointResults& results, std::uint64_t arms) {
  const std::uint64_t economies = results.points * results.replicates * arms;
  if (results.status.size() != economies || results.outcomes.size() != economies * outcome_count)
    throw std::invalid_argument("results do not hold one status and all outcomes of each economy");

  for (int which = 0; which < outcome_count; ++which)
    if (is_against_baseline(which))
      std::fill_n(results.outcomes.begin() + static_cast<std::ptrdiff_t>(which * economies),
                  economies, undefined);

  for (std::uint64_t economy = 0; economy < economies; ++economy) {
    const std::uint64_t arm = economy % arms, baseline = economy - arm;
    const auto at = [&](Outcome which) -> double& {
      return results.outcomes[which * economies + economy];
    };
    const auto pair = [&](Outcome which) {
      return Pair{at(which), results.outcomes[which * economies + baseline]};
    };
    if (arm == 0 || results.status[economy] != 0 || results.status[baseline] != 0) continue;
    at(outcome_stopped) = stopped(pair(outcome_share_30d_after));
    at(outcome_harm_after) = harm_after(pair(outcome_harm_60d_after));
    at(outcome_others_price_change) = change(pair(outcome_others_price));
    at(outcome_others_tao_change) = change(pair(outcome_others_tao));
    at(outcome_earner_tao_change) = change(pair(outcome_earner_tao));
    at(outcome_earner_price_change) = change(pair(outcome_earner_price));
    at(outcome_marginal_efficiency) =
        marginal_efficiency(pair(outcome_revenue_tao), pair(outcome_earner_tao));
    const double gain =
        attention_gain(pair(outcome_attention_events), pair(outcome_attention_injected));
    at(outcome_attention_gain) = gain;
    at(outcome_reproduction) = reproduction(gain);
  }
}

bool looks_beside_an_attack(int outcome) {
  return outcome == outcome_others_price || outcome == outcome_others_tao;
}

bool is_rounding(int outcome) {
  return outcome == outcome_tao_residual || outcome == outcome_alpha_residual;
}

}  // namespace taosweep

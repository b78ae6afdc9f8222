// The numbers of four fixed economies, as one hash for each model version.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernels/advance.hpp"
#include "kernels/model_version.hpp"
#include "tests/bits/numbers_hash.hpp"

namespace taosweep {
namespace {

std::vector<Job> four_economies() {
  Parameters quiet;
  quiet.time.days = 12;
  quiet.time.step_blocks = 75;
  quiet.time.fine_step_blocks = 1;
  quiet.time.fine_days = 1;
  Parameters old = quiet;
  old.time.step_blocks = 300;
  old.time.fine_step_blocks = 25;
  old.attack.mode = AttackMode::meme_holders;
  old.attack.day = 2;
  old.attack.shock_day = 1;
  old.foundation.delay_days = 5;
  Parameters fresh = old;
  fresh.network.subnets = 31;
  fresh.attack.subnet = AttackSubnet::fresh;
  fresh.attack.exit_after = 8;
  fresh.protocol.ema_alpha = 3e-4;
  fresh.protocol.ema_warmup_blocks = 201600;
  Parameters whole = old;  // long enough for every outcome to be defined
  whole.time.days = 100;
  whole.attack.budget_tao = 10000;
  return {{quiet, {1, 2, 3}}, {old, {4, 5, 6}}, {fresh, {7, 8, 9}}, {whole, {10, 11, 12}}};
}

TEST(ModelVersion, IsRaisedWheneverAnEconomyChanges) {
  const RecordPlan plan{100, 1, false};
  NumbersHash hash;
  bool defined[outcome_count];
  for (const EconomyResult& result : advance_cpu(four_economies(), plan, reference_isa)) {
    ASSERT_EQ(result.status, Status::ok);
    hash.add_outcomes(result);
    for (int i = 0; i < outcome_count; ++i) defined[i] = result.outcomes[i] == result.outcomes[i];
    hash.add_series(result, plan);
  }
  for (int i = 0; i < outcome_count; ++i) {
    const bool compares_arms = i == outcome_stopped || i == outcome_harm_after ||
                               i == outcome_others_price_change || i == outcome_others_tao_change ||
                               i == outcome_marginal_efficiency || i == outcome_attention_gain ||
                               i == outcome_reproduction;
    const bool needs_momentum = i == outcome_return_momentum ||
                                i == outcome_return_momentum_at_price ||
                                i == outcome_return_momentum_realised;
    const bool needs_a_gate = i == outcome_gate_crossings;
    const bool needs_revenue =
        i == outcome_emission_per_revenue || i == outcome_earner_share ||
        i == outcome_revenue_auc || i == outcome_revenue_concordance ||
        i == outcome_earner_tao_per_revenue || i == outcome_misallocation_by_revenue ||
        i == outcome_divergence_by_revenue || i == outcome_reported_over_true ||
        i == outcome_misallocation_in_all_by_revenue || i == outcome_revenue_spearman ||
        i == outcome_revenue_tau_b || (i >= outcome_earner_tao && i <= outcome_earner_price_change);
    const bool needs_an_alarm = i == outcome_false_alarm_loss;
    const bool needs_deaths = i == outcome_payout_over_spot, needs_moves = i == outcome_move_cost;
    EXPECT_EQ(defined[i], !compares_arms && !needs_a_gate && !needs_revenue && !needs_deaths &&
                              !needs_moves && !needs_momentum && !needs_an_alarm)
        << outcome_table[i].name << " of the last economy";
  }
  constexpr int version_of_hash = 16;
  constexpr std::uint64_t expected = 9655634322008864786u;
  ASSERT_EQ(model_version, version_of_hash)
      << "model_version was raised: enter it and this hash here: " << hash.value();
  EXPECT_EQ(hash.value(), expected) << "Economies give other numbers than model version "
                                    << model_version << " did. If that was not meant, undo "
                                    << "it. If it was, raise the one in kernels/model_version.hpp, "
                                       "say in CHANGELOG.md what changed and why, and "
                                    << "enter both here: a results file must never be replayed by "
                                       "a model that gives other numbers.";
}

}  // namespace
}  // namespace taosweep

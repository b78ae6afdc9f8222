// Emission of recorded states of the chain, by what a step looks up and hands out. They skip
// without TAOSWEEP_DATA.
#include <gtest/gtest.h>

#include <cstdio>

#include "kernels/economy/emission.hpp"
#include "kernels/economy/stages/inject.hpp"
#include "tests/kernels/economy/recorded.hpp"
#include "tests/kernels/economy_fixture.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

using Whole = Economy<ReferenceLane, 4, families[1]>;

/// How far shares are from recorded ones.
struct Errors {
  double largest = 0, mean = 0, sum = 0;
};

class RecordedEmission : public RecordedChain {
 protected:
  /// A state under the rules of `era`, in which nobody is alive.
  void open(int era) {
    p.network.subnets = 127;
    p.schedule = {1, {{0, era_table[era].rules}}};
    simulation = std::make_unique<Simulation<4>>(p, ShockKey{1, 1, 1});
    for (int i = 0; i < 128; ++i) empty_slot(simulation->s(), i);
  }

  template <class F>
  void in_economy(const F& f) {
    Simulation<4>& s = *simulation;
    const Recorder recorder{s.result.series.data(), nullptr, time_count(TimeAxis::day, s.plan)};
    Whole economy(s.p, s.clock, s.segments, s.key, s.s(), *s.flows, recorder);
    f(economy);
    economy.store();
  }

  /// Shares of all subnets as a block at `block` finds them.
  std::vector<double> shares(int block) {
    std::vector<double> found(128);
    in_economy([&](Whole& economy) {
      see_emission(economy, block, 1);
      const auto weight = [&](const auto& pack) { return share_weight(pack, block); };
      const double sum = economy.sum(weight);
      for (int i = 0; i < 128; ++i) found[i] = economy.pick(i, weight) / sum;
    });
    return found;
  }

  Errors errors(const std::vector<double>& found) const {
    Errors e;
    int n = 0;
    for (int i = 0; i < 128; ++i) {
      if (std::isnan(recorded[i])) continue;
      const double off = std::abs(found[i] - recorded[i]);
      e.largest = std::max(e.largest, off);
      e.sum += off;
      ++n;
    }
    e.mean = e.sum / n;
    return e;
  }

  Parameters p;
  std::unique_ptr<Simulation<4>> simulation;
  std::vector<double> recorded = std::vector<double>(128, NAN);
};

/// 7 Aug 2026: behind the gate, with its bar as stored or looked up.
class EmissionOfAugust : public RecordedEmission {
 protected:
  static constexpr double stored_bar = 0.008232527922764766;  // at block 8791253
  static constexpr int between = 1;                           // a block that 360 does not divide

  void SetUp() override {
    RecordedEmission::SetUp();
    if (IsSkipped()) return;
    load(hill_rank);
  }

  void load(int era) {
    const Recorded state("snapshot_20260807_b8791247.csv");
    const auto eligible = [&](std::size_t row) {
      return state.number(row, "netuid") > 0 && state.number(row, "first_emission_block") > 0 &&
             state.number(row, "subtoken_enabled") == 1 &&
             state.number(row, "registration_allowed") == 1;
    };
    double off = 0, living = 0;
    for (std::size_t row = 0; row < state.rows.size(); ++row) {
      living += eligible(row);
      off += eligible(row) && state.number(row, "emission_enabled") == 0;
    }
    p.protocol.switched_off = off / living;
    open(era);
    EconomyState<4>& s = simulation->s();
    double minted = 0;
    for (std::size_t row = 0; row < state.rows.size(); ++row) {
      const int i = static_cast<int>(state.number(row, "netuid")) - 1;
      if (i < 0) continue;
      const double tao = state.number(row, "tao_in_emission_per_block") +
                         state.number(row, "excess_tao_per_block");
      recorded[i] = tao;
      minted += tao;
      if (!eligible(row)) continue;
      s.alive[i] = 1;
      s.tao[i] = state.number(row, "tao_in");
      s.alpha[i] = state.number(row, "alpha_in");
      s.issued[i] = s.alpha[i] + state.number(row, "alpha_out");
      s.price_ema[i] = state.number(row, "moving_price_tao");
      s.burned[i] = static_cast<float>(state.number(row, "miner_burned"));
      s.log_worth[i] = state.number(row, "emission_enabled") == 0 ? -20 : 0;
    }
    for (double& x : recorded) x /= minted;
  }

  static int era_named(const char* name) {
    for (int i = 0; i < era_count; ++i)
      if (std::string(era_table[i].name) == name) return i;
    return -1;
  }
  const int hill_rank = era_named("hill-rank-2026-08");
};

TEST_F(EmissionOfAugust, IsThatOfTheRuleWithTheStoredBar) {
  simulation->scalars().emission.bar = stored_bar;
  simulation->scalars().emission.least_place = 990;
  const Errors e = errors(shares(between));
  EXPECT_LT(e.largest, 3e-6);
  EXPECT_LT(e.mean, 1e-7);
}

TEST_F(EmissionOfAugust, IsThatOfTheRuleWithItsBarLookedUp) {
  const Errors e = errors(shares(360));
  EXPECT_LT(e.largest, 3e-5);
  EXPECT_NEAR(simulation->scalars().emission.bar, 0.0082266, 1e-7) << "of rank 32";
}

// What each wrong order of the stages would cost, so that the bound above says something.
TEST_F(EmissionOfAugust, WouldBeSeenToBeWrong) {
  const auto with = [&](const char* what, double at_least, auto change) {
    load(hill_rank);
    simulation->scalars().emission.bar = 0;
    change();
    const Errors e = errors(shares(360));
    std::printf("%-44s largest error %.1e, mean %.1e\n", what, e.largest, e.mean);
    EXPECT_GT(e.largest, at_least) << what;
  };
  EconomyState<4>* s = nullptr;
  with("as the chain does it", 0, [] {});
  with("burned pay is not left out", 1e-3, [&] {
    for (float& burned : simulation->s().burned) burned = 0;
  });
  with("switched-off subnets leave before the gate", 1e-4, [&] {
    s = &simulation->s();
    for (int i = 0; i < 128; ++i)
      if (s->log_worth[i] < 0) s->alive[i] = 0, s->price_ema[i] = 0;
  });
  with("the gate looks at averages before burning", 1e-3, [&] {
    s = &simulation->s();
    std::vector<double> averages(s->price_ema, s->price_ema + 128);
    double sum = 0, burned = 0;
    for (int i = 0; i < 128; ++i) {
      sum += s->alive[i] * averages[i];
      burned += s->alive[i] * averages[i] * (1 - std::min(1.0f, s->burned[i]));
    }
    std::vector<double> positive;
    for (int i = 0; i < 128; ++i)
      if (s->alive[i] > 0) positive.push_back(averages[i] / sum);
    std::sort(positive.rbegin(), positive.rend());
    for (int i = 0; i < 128; ++i) {  // w (1 - B) g(w)/w
      const double over = averages[i] > 0 ? positive[31] / (averages[i] / sum) : 0;
      s->price_ema[i] = averages[i] / (1 + over * over * over);
    }
    simulation->p.protocol.gate = GateBar::none;
    simulation->segments = make_segments(simulation->p);
  });
  with("no gate", 1e-3, [&] {
    simulation->p.protocol.gate = GateBar::none;
    simulation->segments = make_segments(simulation->p);
  });
  with("the bar of the mass rule", 1e-3, [&] {
    simulation->p.protocol.gate = GateBar::mass;
    simulation->segments = make_segments(simulation->p);
  });
}

/// 22 Mar 2026: shares by flow, alpha up to the block's TAO, what is left buys.
TEST_F(RecordedEmission, OfMarchFollowsTheFlows) {
  int era = 0;
  for (int i = 0; i < era_count; ++i)
    if (std::string(era_table[i].name) == "flow-2025-12") era = i;
  open(era);
  const Recorded state("snapshot_20260322_b7801029.csv");
  EconomyState<4>& s = simulation->s();
  simulation->scalars().money.issuance = 10.8e6;  // half a TAO a block
  double positive = 0;
  for (std::size_t row = 0; row < state.rows.size(); ++row) {
    const int i = static_cast<int>(state.number(row, "netuid")) - 1;
    if (i < 0) continue;
    s.alive[i] = 1;
    s.tao[i] = state.number(row, "tao_in");
    // The pool of that time did not trade at the ratio of its reserves: the price is recorded.
    s.alpha[i] = s.tao[i] / state.number(row, "price_tao");
    s.issued[i] = s.alpha[i] + state.number(row, "alpha_out");
    s.flow_ema[i] = state.number(row, "ema_tao_flow_per_block");
    s.flow_known[i] = 1;
    positive += std::max(0.0, s.flow_ema[i]);
    recorded[i] = state.number(row, "tao_in_emission_per_block");
  }
  int capped = 0, free = 0;
  in_economy([&](Whole& economy) {
    see_emission(economy, 1, 1);
    const double weights = economy.sum([&](const auto& pack) { return share_weight(pack, 1); });
    EXPECT_NEAR(weights, 0.32200, 1e-5);
    const StepTerms steps{};
    const double emission = block_emission(economy.money.issuance);
    const StepNow now{1, 1, emission, tao_per_weight(emission, weights), 1, 0};
    const std::uint32_t no_epochs = 0;
    const CommonStep common = CommonStep::of(now, now.k, steps, no_epochs, 0.0);
    for (int i = 0; i < 128; ++i) {
      const auto pack = economy.pack(i);
      if (!(pack.alive() > 0) || std::isnan(recorded[i])) continue;
      const double before = pack.tao(), x = share_weight(pack, 1) / weights * 0.5;
      const InjectionTerms<double> terms = injection_terms(
          economy.rules->injection, economy.rules->injection_cap,
          InjectionSeen<double>{x, 0.5, before, pack.alpha(), 1.0, dividend_share_of_root(pack)});
      const bool at_cap = terms.buys > 1e-9;
      (at_cap ? capped : free) += terms.tao > 0;
      // Flows are recorded to 8 digits, prices to 8 decimals.
      EXPECT_NEAR(terms.tao, recorded[i], at_cap ? 2e-6 + 1e-4 * recorded[i] : 1e-6)
          << "netuid " << i + 1;
      SubnetStep<double> step;
      Inject::run(pack, common, step);
      EXPECT_NEAR(pack.tao() - before, x, 1e-6) << "what is not injected buys: both join the pool";
    }
  });
  EXPECT_GT(capped, 5);
  EXPECT_GT(free, 40);
}

}  // namespace
}  // namespace taosweep

// scripted_economy: reads pools, holdings and orders from standard input, advances the economy
// through the step that sweeps run, and prints its state after each step.
//
//   set KEY VALUE                      a parameter
//   era NAME DAY                       rules from a day on, in place of those of the launch
//   launch                             from here on the parameters but orders.mean_tao are fixed
//   pool NETUID TAO ALPHA OUT AVERAGE  reserves, alpha outstanding, price average
//   hold NETUID COHORT ALPHA           part of what is outstanding, by the name of the cohort
//   burn NETUID PART                   of the miners' pay
//   ballot STAKE WEIGHT..              of a validator of root, a weight for each subnet
//   vote                               ballots are counted; emission values and averages follow
//   buy NETUID COHORT TAO              an order of the next step, after its emission; as are
//   sell NETUID COHORT ALPHA
//   root TAO                           stake on root
//   split NETUID OWNER VALIDATORS MINERS  its vector, from the step after the next on
//   step BLOCKS                        orders are per block of the step
//
// A step gives a line "block issuance root_stake", and a line for each subnet, see print().
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kernels/economy/run.hpp"
#include "kernels/economy/setup.hpp"
#include "tests/kernels/lanes/plain_lanes.hpp"

namespace taosweep {
namespace {

/// Where a cohort stands in the list, and among those that buy at constant flow (-1: it does not).
struct Place {
  int cohort = -1, buyer = -1;
};

Place place_of(const std::string& name) {
  Place place;
  Cohorts::for_each([&](auto cohort) {
    using Cohort = decltype(cohort);
    if (name != Cohort::name) return;
    place.cohort = Cohorts::index<Cohort>();
    if constexpr (Cohort::trades == Trades::by_hazards) place.buyer = buyer_index<Cohort>();
  });
  if (place.cohort < 0) throw std::runtime_error("no cohort " + name);
  return place;
}

class ScriptedEconomy {
 public:
  void set(const std::string& key, double value) {
    if (key == "over_issue_ends") {
      parameters_.schedule = {2, {{0, launch_2025_02}, {value, fixed_2025_02}}};
      return;
    }
    for (const ParameterInfo& info : parameter_table) {
      if (key != info.key) continue;
      info.of(parameters_) = value;
      return;
    }
    throw std::runtime_error("no parameter " + key);
  }

  void era(const std::string& name, double day) {
    if (!eras_given_) parameters_.schedule.count = 0;
    eras_given_ = true;
    for (int i = 0; i < era_count; ++i) {
      if (name != era_table[i].name) continue;
      parameters_.schedule.of[parameters_.schedule.count++] = {day, era_table[i].rules};
      return;
    }
    throw std::runtime_error("no era " + name);
  }

  void launch() {
    clock_ = make_clock(parameters_, 1);
    segments_ = make_segments(parameters_);
    if (clock_.slots != 1) throw std::runtime_error("more than 32 subnets");
    set_launch_state(parameters_, clock_, segments_, key_, *state_);
    clear_orders_of_tick();
  }

  void pool(int netuid, double tao, double alpha, double out, double average) {
    const int i = netuid - 1;
    state_->tao[i] = tao;
    state_->alpha[i] = alpha;
    state_->issued[i] = alpha + out;
    state_->price_ema[i] = average;
  }

  void burn(int netuid, double part) { state_->burned[netuid - 1] = static_cast<float>(part); }

  void ballot(double stake, std::istream& weights) {
    double row[32] = {};
    for (int i = 0; i < clock_.subnets; ++i)
      if (!(weights >> row[i])) throw std::runtime_error("a ballot lacks weights");
    ballots_.push_back({stake, {}});
    std::copy(std::begin(row), std::end(row), ballots_.back().weights);
  }
  void vote() {
    using Group = taosweep::Group<ReferenceLane, 1>;
    double all = 0;
    for (const Ballot& ballot : ballots_) all += ballot.stake;
    RootVotes<Group> votes;
    for (const Ballot& ballot : ballots_) votes.add(ballot.stake / all, ballot.weights);
    votes.count(vote_steepness, vote_majority, state_->vote);
    std::copy(std::begin(state_->vote), std::end(state_->vote), state_->price_ema);
  }

  void hold(int netuid, const std::string& cohort, double alpha) {
    state_->held[place_of(cohort).cohort][netuid - 1] = alpha;
  }

  /// The script's orders are exact in FP32, which the flows of cohorts are stored in.
  void buy(int netuid, const std::string& cohort, double tao) {
    const int buyer = place_of(cohort).buyer;
    if (buyer < 0) throw std::runtime_error("only traders with orders buy");
    flows_->buy[netuid - 1] += tao;
    state_->buy_of[buyer][netuid - 1] += static_cast<float>(tao);
  }
  void sell(int netuid, const std::string& cohort, double alpha) {
    flows_->sell[netuid - 1] += alpha;
    state_->sell_of[place_of(cohort).cohort][netuid - 1] += static_cast<float>(alpha);
  }
  void root(double tao) { to_root_ += tao; }
  void split(int netuid, const SplitVector<double>& vector) { splits_.push_back({netuid, vector}); }

  /// One step of k blocks, as between two looks of the cohorts at the market.
  void step(int k) {
    for (float& n : state_->bought_blocks) n = static_cast<float>(k);
    for (float& n : state_->sold_blocks) n = static_cast<float>(k);
    Economy<ReferenceLane, 1, families[1]> economy(parameters_, clock_, segments_, key_, *state_,
                                                   *flows_, recorder_);
    economy.follow_rules(block_);
    Players::start(economy, block_);
    run_steps(economy, block_, block_ + k, k);
    settle_orders(economy, Players::Tick{}, block_);
    for (const auto& [netuid, vector] : splits_) {
      const auto pack = economy.pack(netuid - 1);
      set_split(pack, block_, pack.alive() > 0, vector);
    }
    splits_.clear();
    economy.store();
    state_->scalars.money.root += to_root_;
    to_root_ = 0;
    clear_orders_of_tick();
    block_ += k;
    print();
  }

 private:
  void clear_orders_of_tick() {
    *flows_ = {};
    for (auto& row : state_->buy_of) std::fill(std::begin(row), std::end(row), 0.0f);
    for (auto& row : state_->sell_of) std::fill(std::begin(row), std::end(row), 0.0f);
    flows_->noise_tick = -1;
  }

  /// netuid, TAO and alpha in the pool, alpha outstanding, price average, pending alpha, pending
  /// alpha set aside for root, proceeds of its sale, root's alpha waiting and claimable, the
  /// chain's own alpha, average of flow; alpha held by each cohort.
  void print() const {
    const EconomyState<1>& s = *state_;
    const Money& money = s.scalars.money;
    std::printf("%d %.17g %.17g\n", block_ - 1, money.issuance, money.root + money.unbooked_root);
    for (int i = 0; i < EconomyState<1>::subnets; ++i) {
      if (s.alive[i] == 0) continue;
      std::printf("%d", i + 1);
      for (const double x : {s.tao[i], s.alpha[i], s.issued[i] - s.alpha[i], s.price_ema[i],
                             s.pending_alpha[i], s.pending_swapped[i], s.pending_tao[i],
                             s.pending_root[i], s.claimable[i], s.protocol_alpha[i], s.flow_ema[i]})
        std::printf(" %.17g", x);
      Cohorts::for_each([&](auto cohort) {
        using Cohort = decltype(cohort);
        std::printf(" %s=%.17g", Cohort::name, s.held[Cohorts::index<Cohort>()][i]);
      });
      std::printf("\n");
    }
  }

  struct Ballot {
    double stake;
    double weights[32];
  };

  Parameters parameters_;
  std::vector<Ballot> ballots_;
  Clock clock_{};
  Segments segments_{};
  ShockKey key_;
  Recorder recorder_{};
  std::unique_ptr<EconomyState<1>> state_ = std::make_unique<EconomyState<1>>();
  std::unique_ptr<TickFlows<1>> flows_ = std::make_unique<TickFlows<1>>();
  double to_root_ = 0;
  std::vector<std::pair<int, SplitVector<double>>> splits_;
  int block_ = 0;
  bool eras_given_ = false;
};

void run(std::istream& script) {
  ScriptedEconomy economy;
  std::string word, key, cohort;
  int netuid = 0, blocks = 0;
  double a = 0, b = 0, c = 0, d = 0;
  while (script >> word) {
    if (word == "set" && script >> key >> a) {
      economy.set(key, a);
    } else if (word == "era" && script >> key >> a) {
      economy.era(key, a);
    } else if (word == "burn" && script >> netuid >> a) {
      economy.burn(netuid, a);
    } else if (word == "ballot" && script >> a) {
      economy.ballot(a, script);
    } else if (word == "vote") {
      economy.vote();
    } else if (word == "launch") {
      economy.launch();
    } else if (word == "pool" && script >> netuid >> a >> b >> c >> d) {
      economy.pool(netuid, a, b, c, d);
    } else if (word == "hold" && script >> netuid >> cohort >> a) {
      economy.hold(netuid, cohort, a);
    } else if (word == "buy" && script >> netuid >> cohort >> a) {
      economy.buy(netuid, cohort, a);
    } else if (word == "sell" && script >> netuid >> cohort >> a) {
      economy.sell(netuid, cohort, a);
    } else if (word == "root" && script >> a) {
      economy.root(a);
    } else if (word == "split" && script >> netuid >> a >> b >> c) {
      economy.split(netuid, {a, b, c});
    } else if (word == "step" && script >> blocks) {
      economy.step(blocks);
    } else {
      throw std::runtime_error("cannot read the script at \"" + word + "\"");
    }
  }
}

}  // namespace
}  // namespace taosweep

int main() {
  try {
    taosweep::run(std::cin);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}

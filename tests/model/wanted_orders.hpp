// What cohorts want in a tick: FP32 in the sweep, so that the last digits differ from the plain
// model's. Tests compare both, and hand the model those of the sweep for the steps of the tick:
// what the steps then do agrees to the last digits of FP64.
#pragma once

#include <algorithm>
#include <cmath>

#include "tests/model/comparison.hpp"

namespace taosweep::plain {

/// Orders of the tick that an economy of the sweep has just run.
template <int Slots>
std::vector<TickOrders> wanted_by(const EconomyState<Slots>& state) {
  std::vector<TickOrders> orders(EconomyState<Slots>::subnets);
  for (int i = 0; i < EconomyState<Slots>::subnets; ++i) {
    TickOrders& o = orders[i];
    for (int c = 0; c < 3; ++c) o.buy_of[c] = state.buy_of[c][i];
    for (int c = 0; c < cohort_count; ++c) o.sell_of[c] = state.sell_of[c][i];
    o.noise_sd = state.noise_sd[i];
    o.noise_drift = state.noise_drift[i];
  }
  return orders;
}

/// Hands a model the orders of the sweep, and notes by how much its own differ: relative to the
/// larger of the two, or to what subnets of its size order on average, since orders can go through
/// 0; of a cohort that hardly buys, since worths lie at prices, to a thousandth of its cash.
class WantedOrders : public OrdersGiven {
 public:
  explicit WantedOrders(std::vector<TickOrders> orders) : of_(std::move(orders)) {}

  void give(const Economy& e, std::vector<TickOrders>& orders) override {
    double pools = 0;
    for (const Subnet& s : e.subnets) pools += s.alive ? s.tao : 0;
    for (int c = 0; c < 3; ++c) {
      double all = 0;
      for (const TickOrders& o : orders) all += o.buy_of[c];
      all = std::max(all, 1e-3 * e.scalars.money.cash[c]);
      take(
          e, orders, "bought by cohort " + std::to_string(c),
          [&](TickOrders& o) -> float& { return o.buy_of[c]; },
          [&](const Subnet& s) { return all * s.tao / pools; });
    }
    for (int c = 0; c < cohort_count; ++c) {
      double part = 0, held = 0;
      for (std::size_t i = 0; i < orders.size(); ++i) {
        part += orders[i].sell_of[c];
        held += e.subnets[i].held[c];
      }
      take(
          e, orders, "sold by cohort " + std::to_string(c),
          [&](TickOrders& o) -> float& { return o.sell_of[c]; },
          [&](const Subnet& s) { return held > 0 ? s.held[c] * part / held : 0; });
    }
    take(
        e, orders, "deviation of noise", [](TickOrders& o) -> float& { return o.noise_sd; },
        [](const Subnet&) { return 0.0; });
    double drift = 0;
    for (const TickOrders& o : orders) drift = std::max(drift, std::abs(double{o.noise_drift}));
    take(
        e, orders, "drift of noise", [](TickOrders& o) -> float& { return o.noise_drift; },
        [&](const Subnet&) { return drift; });
    for (std::size_t i = 0; i < orders.size(); ++i) {
      TickOrders& o = orders[i];
      o.buy = o.attacker_buy + o.own_buy;
      o.sell = o.attacker_sell + o.treasury_sell;
      for (const float x : o.buy_of) o.buy += x;
      for (const float x : o.sell_of) o.sell += x;
    }
  }
  const Difference& difference() const { return difference_; }

 private:
  template <class Field, class Scale>
  void take(const Economy& e, std::vector<TickOrders>& orders, const std::string& what,
            const Field& field, const Scale& scale) {
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (!e.subnets[i].alive) continue;
      difference_.see(what + " of subnet " + std::to_string(i), field(orders[i]), field(of_[i]),
                      scale(e.subnets[i]));
      field(orders[i]) = field(of_[i]);
    }
  }

  std::vector<TickOrders> of_;
  Difference difference_;
};

}  // namespace taosweep::plain

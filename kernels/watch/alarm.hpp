// What the foundation's errors cost those who hold alpha of an honest subnet.
#pragma once

#include "kernels/players/holdings.hpp"
#include "kernels/state/view.hpp"

namespace taosweep {

//   loss = q (p - p')      q  alpha outside the pool as the alarm begins,   p  price then,
//                          p'  at the first daily look after its end
//
/// Once a day, after the foundation has decided. A subnet that is gone was refunded, and is left
/// out.
template <class E>
TAOSWEEP_HD void look_at_alarm(E& economy) {
  auto& t = economy.track;
  const auto& f = economy.foundation;
  const auto on = [&](double subnet, const auto& of) {
    return economy.pick(static_cast<int>(subnet), of);
  };
  const auto price_of = [](const auto& pack) { return pack.price() * pack.alive(); };
  const bool goes_on = f.alarm >= 0 && f.alarm_block == t.alarm_block;
  if (t.alarm_subnet >= 0 && !goes_on) {
    const double price = on(t.alarm_subnet, price_of);
    if (price > 0) {
      t.alarms_ended += 1;
      t.alarm_loss += t.alarm_held * (t.alarm_price - price);
    }
    t.alarm_subnet = -1;
  }
  if (f.alarm >= 0 && t.alarm_subnet < 0) {
    t.alarm_subnet = f.alarm;
    t.alarm_block = f.alarm_block;
    t.alarm_price = on(f.alarm, price_of);
    t.alarm_held = on(f.alarm, [](const auto& pack) { return held_on(pack); });
  }
}

}  // namespace taosweep

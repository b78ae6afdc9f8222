// The calendar of subnet registrations that the chain
// recorded: what the lock cost of a date counts from.
#pragma once

namespace taosweep {

/// Days since launch (13 Feb 2025) on which a subnet was registered, to a tenth of a day.
/// Sources: registration blocks in the chain's states of 11 Apr and 7 Aug 2026; where the slot has
/// changed hands since, the first recorded price of netuids 65 to 128. On day 130 the chain was
/// full, and registrations were closed until day 246, when other rules held.
inline constexpr float registration_days[] = {
    4.2f,   5.2f,   6.2f,   7.2f,   8.2f,   12.2f,  17.8f,  20.0f,  21.7f,  23.0f,  25.3f,
    27.0f,  28.9f,  31.0f,  33.3f,  35.2f,  37.2f,  39.3f,  41.2f,  43.2f,  45.6f,  47.0f,
    49.2f,  51.7f,  52.7f,  54.6f,  56.7f,  58.5f,  60.5f,  62.5f,  64.7f,  67.1f,  68.2f,
    71.2f,  73.0f,  74.0f,  75.0f,  77.9f,  80.5f,  82.7f,  84.5f,  86.7f,  88.6f,  89.7f,
    92.5f,  94.2f,  95.2f,  96.6f,  99.0f,  101.4f, 104.4f, 106.0f, 108.2f, 109.8f, 111.7f,
    113.9f, 115.1f, 117.5f, 119.2f, 121.4f, 124.0f, 127.0f, 127.9f, 129.0f, 130.0f};

/// Time [d] since the last registration on `day`, at least `gap` [d] (a registration before that
/// would be refused). Before the first one it counts from launch; beyond the record subnets are
/// taken to register `every` so many days.
inline double days_since_registration(double day, double gap, double every) {
  constexpr int count = sizeof(registration_days) / sizeof(registration_days[0]);
  double last = 0;
  for (int i = 0; i < count && registration_days[i] <= day; ++i) last = registration_days[i];
  const double age = day > registration_days[count - 1] ? every : day - last;
  return age > gap ? age : gap;
}

}  // namespace taosweep

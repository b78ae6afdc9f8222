// Which era of the chain is in force from which day on.
#pragma once

namespace taosweep {

inline constexpr int most_eras_of_a_schedule = 16;

/// An era from a day on.
struct DatedEra {
  double day;  ///< since launch [d]
  int era;     ///< index in era_table
};

/// Eras one after the other, days ascending; the first from day 0 on.
struct Schedule {
  int count;
  DatedEra of[most_eras_of_a_schedule];
};

/// The launch as it was, if no user says otherwise: the over-issue of dividends ended with v2.0.4,
/// on 24 Feb 2025 22:40 UTC; launch at block 4920351, 13 Feb 21:43 UTC.
inline constexpr Schedule launch_schedule = {2, {{0, 0}, {11.04, 1}}};

}  // namespace taosweep

// Which rules of the chain are in force from which day on.
#pragma once

#include "kernels/register/rules.hpp"

namespace taosweep {

inline constexpr int most_eras_of_a_schedule = 16;

/// The rules of an era from a day on. They stand here, and not an index of kernels/chain/eras/,
/// since a config may have eras of its own; names are the host's.
struct DatedEra {
  double day = 0;  ///< since launch [d]; nvcc copies no constant without it
  Rules rules;
};

/// Eras one after the other, days ascending; the first from day 0 on.
struct Schedule {
  int count = 0;
  DatedEra of[most_eras_of_a_schedule];
};

/// Launch and fix.
constexpr Schedule launch_and_fix() {
  Rules fixed;
  fixed.dividends = DividendRule::reduced;
  return {2, {{0, Rules{}}, {11.04, fixed}}};
}

/// The launch as it was, if no user says otherwise: the over-issue of dividends ended with v2.0.4,
/// on 24 Feb 2025 22:40 UTC; launch at block 4920351, 13 Feb 21:43 UTC.
inline constexpr Schedule launch_schedule = launch_and_fix();

}  // namespace taosweep

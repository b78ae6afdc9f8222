// A rare event: a day series beyond a number on some days in a row.
#pragma once

#include <limits>
#include <span>
#include <string>

#include "host/rare/splitting.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

struct RareEvent {
  int series = 0;      ///< index in series_table, of a day series
  bool below = false;  ///< less than `level`, not more
  double level = 0;
  int days = 1;  ///< in a row
};

/// "target_ema_share > 0.05 for 7 days", or "target_rank < 8". Throws UsageError.
RareEvent event_of(const std::string& text);
/// The same text again, in one form.
std::string event_text(const RareEvent& event);

/// Scores above it have seen the event.
inline constexpr double seen_above = std::numeric_limits<double>::max();

//   S_t = max over u in 1..t of c_u      c_u = x_u          where x_u <= X
//                                        c_u = X + r_u      after r_u mornings in a row above X
//
/// Scores of an economy from the mornings of its series x, for an event x > X on w mornings in a
/// row; where it lies below, of -x and -X. Where r_u comes to w the score is infinity. Clones
/// branch off on the morning on which the series passed a level for the first time, or had stayed
/// above X for longer: while it is on its way, and not when a window that it may have left long
/// ago is over. A morning without a value (then, before an attack, or after its end) counts as
/// X - |X|. The score of day 0 counts from day 1 on: an economy cannot branch off before its first
/// day.
Scores scores_of(const RareEvent& event, std::span<const float> mornings);

/// The mornings of the event's series in a result of this plan.
std::span<const float> mornings_of(const RareEvent& event, const EconomyResult& result,
                                   const RecordPlan& plan);

}  // namespace taosweep

#include "host/rare/memory.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/rare/economies.hpp"
#include "host/run/demand.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

//   M = r (S + L) + min(c, c') S + (r + c) P
//
// r roots, c economies besides, c' of these at a time;  S scores, a number for each morning;  L a
// replica's lineage with the copies of a step;  P a point of the design, where parameters are drawn
double rare_bytes(const Experiment& experiment, const RareSize& size) {
  constexpr double lineage = 256, point_beside_its_numbers = 32;
  const double scores =
      sizeof(Scores) + sizeof(double) * time_count(TimeAxis::day, rare_plan(experiment));
  const double point = draws_parameters(experiment)
                           ? point_beside_its_numbers +
                                 sizeof(double) * static_cast<double>(experiment.varied.size())
                           : 0;
  const auto roots = static_cast<double>(size.roots), crude = static_cast<double>(size.crude);
  return roots * (scores + lineage) + std::min(crude, static_cast<double>(crude_at_once)) * scores +
         (roots + crude) * point;
}

void check_rare_room(double bytes, const std::optional<Room>& room) {
  if (!room || bytes <= room->bytes) return;
  throw UsageError(
      fmt::format("so many economies need about {} of memory, more than the {} that {}: take fewer "
                  "--replicas, --runs or --crude, or shorten time.days",
                  bytes_text(bytes), bytes_text(room->bytes), room->set_by));
}

}  // namespace taosweep

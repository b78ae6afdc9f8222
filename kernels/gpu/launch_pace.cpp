#include "kernels/gpu/launch_pace.hpp"

#include <algorithm>
#include <cmath>

namespace taosweep {

double LaunchPace::steps(double least) const {
  if (each_ == 0) return least;
  return std::max(least, std::min(target / each_, growth * last_));
}

void LaunchPace::took(double steps, double seconds) {
  if (!(steps > 0) || !(seconds > 0)) return;
  each_ = std::max(seconds / steps, each_ / 2);
  last_ = steps;
}

LaunchSize launch_size(double steps, int least, std::uint32_t economies, std::uint32_t running,
                       std::uint32_t warps) {
  constexpr double most_tasks = 32, most_steps = 1 << 30, most_tickets = 1 << 30;
  const double tasks = std::clamp(std::floor(steps / least), 1.0, most_tasks);
  const double each = std::min(std::floor(std::max<double>(steps / tasks, least)), most_steps);
  // Of so many tickets, in turn for all economies, each warp runs `tasks` for one that still runs;
  // but no economy takes more than `tasks` itself.
  const double rounds = running > warps ? tasks * warps / running : tasks;
  const double tickets = std::clamp(std::ceil(rounds * economies), 1.0, most_tickets);
  return {static_cast<int>(each), static_cast<std::uint32_t>(tickets), each * tasks};
}

}  // namespace taosweep

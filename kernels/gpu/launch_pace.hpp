// How much a launch is given to do: as much as takes a part of a second, on any card.
#pragma once

#include <cstdint>

namespace taosweep {

/// The longest that a launch may take [s]. A signal is heeded between launches, and the watchdog of
/// a card that also draws a screen ends what takes some seconds.
inline constexpr double longest_launch = 0.5;

/// Steps that each warp is given in a launch, from what those before took. The first launch is a
/// tick; from one launch to the next it never grows by more than `growth`, and what is known of a
/// card's speed never becomes better at once than by 2, so that a launch whose economies ended on
/// the way cannot make the next one too long.
class LaunchPace {
 public:
  static constexpr double target = longest_launch / 2, growth = 4;

  /// Steps for each warp in the next launch, `least` at least.
  double steps(double least) const;
  /// A launch gave each warp `steps` and took `seconds`.
  void took(double steps, double seconds);

 private:
  double last_ = 0;  ///< steps of the launch before
  double each_ = 0;  ///< time of a step [s], 0 unknown
};

/// A launch in tasks.
struct LaunchSize {
  int steps;              ///< of each task
  std::uint32_t tickets;  ///< tasks, those of economies that have arrived among them
  double of_warp;         ///< steps of the warp, or the economy, that has the most
};

/// Cuts `steps` for each of `warps` into tasks: so many that the last ones, which not all warps
/// have, take little of the launch, and none shorter than a tick of `least` steps. Where fewer
/// economies are left than warps, each of them takes the steps.
LaunchSize launch_size(double steps, int least, std::uint32_t economies, std::uint32_t running,
                       std::uint32_t warps);

}  // namespace taosweep

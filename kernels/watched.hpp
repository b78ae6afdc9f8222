// An economy that is run for the sake of looking at it: everything it keeps, at every step.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernels/advance.hpp"
#include "kernels/watch/look.hpp"

namespace taosweep {

/// A quantity of the state: a number of each subnet (a field of state.def), or one of the economy.
struct Quantity {
  std::string name;
  const char* unit;
  bool single;        ///< kept in FP32
  std::size_t start;  ///< of its numbers among those of the whole state
  std::size_t count;  ///< path_subnets, or 1
};

/// All quantities, as their numbers stand in a state: those of the steps, those of ticks and days,
/// scalars, orders of the tick.
const std::vector<Quantity>& state_quantities();

/// One economy on the CPU. Where it stands between two days it can be copied and run on.
class WatchedEconomy {
 public:
  /// On day 0.
  explicit WatchedEconomy(const Job& job);
  WatchedEconomy(const WatchedEconomy& other);
  WatchedEconomy& operator=(const WatchedEconomy& other);
  ~WatchedEconomy();

  int block() const;  ///< where it stands
  int end() const;    ///< where it ends at the latest

  /// Runs to a block between two days, or to its end.
  void run_to(int until, Isa isa);

  /// The same, letting `see` have the state at every moment. On one lane: the bits are the same.
  using See = std::function<void(Moment, int block, const std::vector<double>& state)>;
  void watch_to(int until, const See& see);

  /// All numbers of state_quantities(); without orders, which are of no meaning between ticks.
  /// Numbers of slots without a living subnet are 0.
  std::vector<double> state() const;

  struct Body;

 private:
  std::unique_ptr<Body> body_;
};

}  // namespace taosweep

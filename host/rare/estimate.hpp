// What independent runs of splitting say together.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "host/rare/splitting.hpp"
#include "host/statistics/intervals.hpp"

namespace taosweep {

/// Largest standard deviation of single runs, as a part of their mean, at which the interval on a
/// log scale is taken: of 20 runs that are lognormal it then holds the mean in 93 % or more.
inline constexpr double widest_runs = 0.5;

struct RareEstimate {
  double probability = 0;
  Interval bounds{};
  std::string method;
  std::string remark;  ///< why it is not the usual one; empty where it is
  std::uint64_t economies = 0;
  double crude = 0;  ///< economies that Monte Carlo needs for as wide an interval; NaN: unknown
  double run_spread = 0;  ///< standard deviation of single runs over their mean; NaN: all are 0
  int extinct = 0, given_up = 0;  ///< runs that count as 0
};

//   ln p -+ t_{R-1} s/(p sqrt R)       p mean of the R estimates, s their standard deviation
//
/// Where runs differ too much for that, or some are 0: the exact interval of the share of roots
/// that saw the event, which are independent as well, and of which nothing else is assumed.
RareEstimate estimate_of(std::span<const SplittingRun> runs, int replicas);

/// Economies that Monte Carlo needs for a 95 % half-width of `relative` p:  (1-p)/p (z/relative)^2.
double crude_economies(double probability, double relative);

}  // namespace taosweep

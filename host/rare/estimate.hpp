// What independent runs of splitting say together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "host/rare/splitting.hpp"
#include "host/statistics/intervals.hpp"

namespace taosweep {

//   s/p <= 0.5 (R/20)^0.4      R runs, s the standard deviation of single ones, p their mean
//
/// Largest s/p at which the interval on a log scale is taken. Of 20 to 320 lognormal runs, by
/// whatever they truly differ, it and, where they differ by more, that of the roots hold the mean
/// in 91 % or more (tests/host/rare/estimate_test.cpp).
double widest_runs(std::size_t runs);

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

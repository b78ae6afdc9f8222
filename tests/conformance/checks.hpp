// Comparisons of one vector: what was expected, what came out, and how far apart they may be.
#pragma once

#include <string>
#include <vector>

#include "tests/conformance/json.hpp"

namespace taosweep::conformance {

/// Thrown by a piece for a vector of a kind (an era, a variant) that it does not compute. Such a
/// vector is skipped where missing.hpp knows the kind, and fails elsewhere.
struct NotComputed {
  std::string kind;
};

/// Amount [rao] that the chain would book for `tao` [TAO]: truncated, at most 2^64 - 1. A double
/// within a few units of its last place below a whole number of rao stands for that number.
double rao_of(double tao);

/// The double of an amount in rao [TAO].
double tao_of(const Json& rao);

/// Collects the comparisons of one vector. Allowed difference: the tolerance of the field, else the
/// vector's `abs` or `rel`, but at least 1e-9 of the expected value.
class Checks {
 public:
  explicit Checks(const Json& vector) : vector_(vector) {}

  /// Numbers, or lists of them, of equal shape; `got` in the unit of `expected`. An empty list and
  /// null are answers like others.
  void equal(const std::string& field, const Json& expected, const Json& got);

  int count() const { return count_; }
  /// Largest difference of a number from what was expected, relative to that; below one of its unit
  /// (a rao, mostly) relative to one.
  double largest_error() const { return largest_error_; }
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  double tolerance(const std::string& field, double expected) const;

  const Json& vector_;
  int count_ = 0;
  double largest_error_ = 0;
  std::vector<std::string> failures_;
};

}  // namespace taosweep::conformance

// Distributions of the sampled axes of a design.
#pragma once

#include <string>
#include <vector>

#include "kernels/register/parameters.hpp"

namespace taosweep {

enum class DistributionKind { uniform, loguniform, normal, lognormal, triangular };

/// uniform(low, high), loguniform(low, high), normal(mean, sd), lognormal(median, sd_ln),
/// triangular(low, mode, high); arguments in the unit of the parameter, sd_ln without unit.
struct Distribution {
  DistributionKind kind = DistributionKind::uniform;
  double first = 0, second = 0, third = 0;
};

/// True for the names above.
bool is_distribution(const std::string& function);

/// Distribution of a parameter. Throws UsageError for wrong arguments, for a parameter that is
/// whole or a choice, and for bounds outside the parameter's range.
Distribution parse_distribution(const ParameterInfo& info, const std::string& function,
                                const std::vector<std::string>& arguments);

/// "uniform(0, 1)": text that reads back to the same.
std::string distribution_text(const Distribution& distribution);

/// Quantile at u, 0 < u < 1. Made of + - * / sqrt and
/// the project's own exp, log and normal quantile.
class QuantileFunction {
 public:
  explicit QuantileFunction(const Distribution& distribution);
  double operator()(double u) const;

 private:
  Distribution of_;
  double log_low_ = 0, log_width_ = 0;  // of loguniform
};

inline double quantile_of(const Distribution& distribution, double u) {
  return QuantileFunction(distribution)(u);
}

}  // namespace taosweep

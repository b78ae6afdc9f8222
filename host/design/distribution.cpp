#include "host/design/distribution.hpp"

#include <array>

#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/usage_error.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/normal_quantile.hpp"

namespace taosweep {
namespace {

struct Name {
  const char* name;
  DistributionKind kind;
  std::size_t arguments;
  const char* usage;
};

constexpr Name names[] = {
    {"uniform", DistributionKind::uniform, 2, "uniform(lo, hi)"},
    {"loguniform", DistributionKind::loguniform, 2, "loguniform(lo, hi)"},
    {"normal", DistributionKind::normal, 2, "normal(mean, sd)"},
    {"lognormal", DistributionKind::lognormal, 2, "lognormal(median, sd_ln)"},
    {"triangular", DistributionKind::triangular, 3, "triangular(lo, mode, hi)"},
};

const Name* find_name(const std::string& function) {
  for (const auto& name : names) {
    if (function == name.name) return &name;
  }
  return nullptr;
}

void require(bool holds, const std::string& why) {
  if (!holds) throw UsageError(why);
}

void check(const ParameterInfo& info, const Distribution& d) {
  switch (d.kind) {
    case DistributionKind::uniform:
    case DistributionKind::loguniform:
      check_value(info, d.first);
      check_value(info, d.second);
      require(d.first < d.second, "the first bound must be below the second");
      require(d.kind == DistributionKind::uniform || d.first > 0,
              "loguniform needs both bounds above 0");
      break;
    case DistributionKind::normal:
      check_value(info, d.first);
      require(d.second > 0, "the standard deviation must be above 0");
      break;
    case DistributionKind::lognormal:
      check_value(info, d.first);
      require(d.first > 0, "the median must be above 0");
      require(d.second > 0, "sd_ln, the standard deviation of the logarithm, must be above 0");
      break;
    case DistributionKind::triangular:
      check_value(info, d.first);
      check_value(info, d.third);
      require(d.first <= d.second && d.second <= d.third && d.first < d.third,
              "triangular needs lo <= mode <= hi, and lo < hi");
      break;
  }
}

// Rounding may carry a draw past the end of its own distribution by a last digit.
double between(double low, double x, double high) {
  return x < low ? low : x > high ? high : x;
}

// F(x) = (x-a)^2/((b-a)(m-a)) up to the mode m,
// 1 - (b-x)^2/((b-a)(b-m)) above it; solved for x at F = u.
double triangular_quantile(double a, double m, double b, double u) {
  const double below = (m - a) / (b - a);
  return u < below ? a + sqrt(u * (b - a) * (m - a)) : b - sqrt((1 - u) * (b - a) * (b - m));
}

}  // namespace

bool is_distribution(const std::string& function) {
  return find_name(function) != nullptr;
}

Distribution parse_distribution(const ParameterInfo& info, const std::string& function,
                                const std::vector<std::string>& arguments) {
  const Name* name = find_name(function);
  require(name, "'" + function + "' is no distribution");
  require(info.kind == ParameterKind::real,
          std::string(info.key) + " takes " + range_text(info) +
              ": it cannot be drawn from a distribution; use grid(..) or list(..)");
  require(arguments.size() == name->arguments, std::string("expected ") + name->usage);
  std::array<double, 3> values{};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto value = parse_number(arguments[i]);
    require(value.has_value(), "'" + arguments[i] + "' is not a number: " + name->usage);
    values[i] = *value;
  }
  const Distribution distribution{name->kind, values[0], values[1], values[2]};
  check(info, distribution);
  return distribution;
}

std::string distribution_text(const Distribution& d) {
  for (const auto& name : names) {
    if (name.kind != d.kind) continue;
    std::string text =
        std::string(name.name) + "(" + number_text(d.first) + ", " + number_text(d.second);
    if (name.arguments == 3) text += ", " + number_text(d.third);
    return text + ")";
  }
  throw std::logic_error("a distribution without a name");
}

QuantileFunction::QuantileFunction(const Distribution& distribution) : of_(distribution) {
  if (of_.kind != DistributionKind::loguniform) return;
  log_low_ = log_of(of_.first);
  log_width_ = log_of(of_.second) - log_low_;
}

double QuantileFunction::operator()(double u) const {
  const Distribution& d = of_;
  switch (d.kind) {
    case DistributionKind::uniform:
      return between(d.first, d.first + (d.second - d.first) * u, d.second);
    case DistributionKind::loguniform:
      return between(d.first, exp_of(log_low_ + log_width_ * u), d.second);
    case DistributionKind::normal:
      return d.first + d.second * normal_quantile(u);
    case DistributionKind::lognormal:
      return d.first * exp_of(d.second * normal_quantile(u));
    case DistributionKind::triangular:
      return between(d.first, triangular_quantile(d.first, d.second, d.third, u), d.third);
  }
  throw std::logic_error("a distribution without a quantile");
}

}  // namespace taosweep

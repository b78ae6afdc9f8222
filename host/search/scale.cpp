#include "host/search/scale.hpp"

#include <cmath>
#include <string>

#include <fmt/core.h>

#include "host/text/number_text.hpp"

namespace taosweep {

namespace {

/// The decimal number of that many digits nearest to x.
double with_digits(double x, int digits) {
  return *parse_number(fmt::format("{:.{}e}", x, digits - 1));
}

/// The number of fewest digits within a tenth of the bracket around its middle: whoever reads the
/// table, or types one of its values, has few of them.
double rounded(double middle, double a, double b) {
  const double most = 0.1 * (b - a);
  for (int digits = 1; digits < 17; ++digits) {
    const double near = with_digits(middle, digits);
    if (std::fabs(near - middle) <= most && a < near && near < b) return near;
  }
  return middle;
}

/// Which step a value is, counted from the first end.
double step_of(const SearchScale& scale, double value) {
  return std::round((value - scale.from) / scale.step);
}

/// from + k step without the last digits, in which sums of steps such as 0.1 differ from what a
/// person would write.
double on_step(const SearchScale& scale, double k) {
  return with_digits(scale.from + k * scale.step, 14);
}

}  // namespace

std::optional<double> SearchScale::between(double a, double b) const {
  if (log ? b <= a * (1 + tolerance) : b - a <= tolerance) return std::nullopt;
  const double middle = log ? std::sqrt(a) * std::sqrt(b) : a + (b - a) / 2;
  if (step <= 0) {
    const double value = rounded(middle, a, b);
    if (a < value && value < b) return value;
    return std::nullopt;
  }
  const double first = step_of(*this, a) + 1, last = step_of(*this, b) - 1;
  if (first > last) return std::nullopt;
  return on_step(*this, std::fmin(std::fmax(step_of(*this, middle), first), last));
}

bool SearchScale::has(double value) const {
  if (!(from <= value && value <= to)) return false;
  if (step <= 0) return true;
  return std::fabs(on_step(*this, step_of(*this, value)) - value) <= 1e-9 * step;
}

}  // namespace taosweep

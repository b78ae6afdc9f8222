#include "host/design/spacing.hpp"

#include "host/usage_error.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"

namespace taosweep {

std::vector<double> even_spacing(double low, double high, std::uint64_t n) {
  if (low == high) throw UsageError("the ends of the range are equal");
  std::vector<double> values;
  for (std::uint64_t i = 0; i < n; ++i) {
    values.push_back(low + (high - low) * static_cast<double>(i) / static_cast<double>(n - 1));
  }
  values.back() = high;
  return values;
}

std::vector<double> log_spacing(double low, double high, std::uint64_t n) {
  if (!(low > 0 && high > 0)) throw UsageError("logrange needs both ends above 0");
  auto values = even_spacing(log_of(low), log_of(high), n);
  for (auto& value : values) value = exp_of(value);
  values.front() = low;
  values.back() = high;
  return values;
}

}  // namespace taosweep

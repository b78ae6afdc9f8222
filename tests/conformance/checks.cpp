#include "tests/conformance/checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace taosweep::conformance {
namespace {

std::string number(double x) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", x);
  return text;
}

}  // namespace

double rao_of(double tao) {
  constexpr double last_places = 1 + 0x1p-48;
  constexpr double most = 18446744073709551615.0;
  return std::min(std::floor(tao * 1e9 * last_places), most);
}

double tao_of(const Json& rao) {
  return rao.get<double>() / 1e9;
}

void Checks::equal(const std::string& field, const Json& expected, const Json& got) {
  if (expected.is_null()) {
    ++count_;
    if (!got.is_null()) failures_.push_back(field + ": expected nothing, got " + got.dump());
    return;
  }
  if (expected.is_array()) {
    if (expected.empty()) ++count_;
    if (!got.is_array() || got.size() != expected.size()) {
      failures_.push_back(field + ": expected a list of " + std::to_string(expected.size()) +
                          ", got " + got.dump());
      return;
    }
    for (std::size_t i = 0; i < expected.size(); ++i)
      equal(field + "[" + std::to_string(i) + "]", expected[i], got[i]);
    return;
  }
  ++count_;
  const double want = expected.get<double>(), have = got.get<double>();
  const double error = std::abs(want - have) / std::max(std::abs(want), 1.0);
  if (error > largest_error_) largest_error_ = error;
  if (std::abs(want - have) <= tolerance(field, want)) return;
  failures_.push_back(field + ": expected " + number(want) + ", got " + number(have));
}

double Checks::tolerance(const std::string& field, double expected) const {
  const Json tolerance = vector_.value("tolerance", Json::object());
  double allowed =
      std::max(tolerance.value("abs", 0.0), tolerance.value("rel", 0.0) * std::abs(expected));
  std::size_t longest = 0;
  const Json fields = tolerance.value("fields", Json::object());
  for (const auto& [name, value] : fields.items()) {
    if (field.find(name) == std::string::npos || name.size() <= longest) continue;
    longest = name.size();
    allowed = value.get<double>();
  }
  return std::max(allowed, 1e-9 * std::abs(expected));
}

}  // namespace taosweep::conformance

// What does not hold of a results file, as sentences, and when numbers count as the same.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "host/build_info.hpp"
#include "host/store/hdf5/group.hpp"
#include "host/text/plain_text.hpp"

namespace taosweep {

class Sentences {
 public:
  void add(const std::string& sentence) { list_.push_back(sentence); }
  void compare(const std::string& what, const std::string& stored, const std::string& expected,
               const std::string& source) {
    if (stored == expected) return;
    add(fmt::format("{} is '{}', but {} gives '{}'", what, shown_on_a_line(stored), source,
                    shown_on_a_line(expected)));
  }
  std::vector<std::string> list() && { return std::move(list_); }

 private:
  std::vector<std::string> list_;
};

/// Boost.Math gives the same digits but the last few on every machine.
inline bool same_but_for_rounding(double a, double b) {
  constexpr double rounding = 1e-9;
  if (a != a || b != b) return a != a && b != b;
  return a == b || std::fabs(a - b) <= rounding * std::max(std::fabs(a), std::fabs(b));
}

/// Another version may have had other estimators.
inline bool written_by_this_build(const hdf5::Group& root) {
  return root.text_or("taosweep_version", "") == build_version &&
         root.text_or("git_commit", "") == build_commit;
}

}  // namespace taosweep

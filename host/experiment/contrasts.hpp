// Lines of [contrasts]: what a sweep is to show, written down before it runs.
#pragma once

#include <string>
#include <vector>

#include "host/config/config_file.hpp"

namespace taosweep {

enum class Aim { above, below, within };

/// NAME = OUTCOME: ARM - OTHER > MARGIN, or < MARGIN, or within MARGIN: the mean difference over
/// pairs of the same point and shocks, in the outcome's unit.
struct Contrast {
  std::string name;
  int outcome = 0;
  std::size_t arm = 0, other = 0;  ///< numbers of the arms
  Aim aim = Aim::above;
  double margin = 0;
};

/// Too many share 5 % among themselves to find anything, and resamples cannot tell their tails.
inline constexpr std::size_t most_contrasts = 32;

/// Throws UsageError with the reason, and with the nearest name for one that there is not.
Contrast parse_contrast(const std::string& name, const std::string& value,
                        const std::vector<std::string>& arms);

/// "root_margin: yes - no > 0.1"; parse_contrast reads it back.
std::string contrast_text(const Contrast& contrast, const std::vector<std::string>& arms);

}  // namespace taosweep

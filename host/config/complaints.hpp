// Everything wrong with a config, told at once.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

/// Collects errors while reading goes on, and throws them together as one UsageError.
class Complaints {
 public:
  /// "where: why".
  void add(const std::string& where, const std::string& why) {
    lines_.push_back(where + ": " + why);
  }

  /// Runs `work`; a UsageError becomes a complaint that starts with `where`.
  template <typename Work>
  void during(const std::string& where, Work&& work) {
    try {
      std::forward<Work>(work)();
    } catch (const UsageError& error) {
      add(where, error.what());
    }
  }

  /// Throws UsageError with every complaint, one per line, if there is any.
  void raise() const {
    if (lines_.empty()) return;
    throw UsageError(joined(lines_, "\n"));
  }

 private:
  std::vector<std::string> lines_;
};

}  // namespace taosweep

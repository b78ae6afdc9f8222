#include "host/text/status_text.hpp"

#include <map>

#include <fmt/core.h>

#include "host/text/words.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

const char* status_name(std::int32_t status) {
  switch (static_cast<Status>(status)) {
    case Status::ok:
      return "ok";
    case Status::not_finite:
      return "not finite";
    case Status::tao_ledger:
      return "TAO ledger does not close";
    case Status::alpha_ledger:
      return "alpha ledger does not close";
    case Status::reserve:
      return "reserve below the minimum";
    case Status::not_run:
      return "not run";
    case Status::invariant:
      return "a holding, reserve or cash below zero, or a price not finite";
  }
  return "unknown";
}

std::vector<std::string> status_names() {
  std::vector<std::string> names;
  for (std::int32_t status = 0; std::string(status_name(status)) != "unknown"; ++status)
    names.emplace_back(status_name(status));
  return names;
}

std::string failures_text(std::span<const std::int32_t> statuses) {
  std::map<std::int32_t, std::size_t> counts;
  std::size_t failed = 0;
  for (const std::int32_t status : statuses) {
    if (status == static_cast<std::int32_t>(Status::ok)) continue;
    ++counts[status];
    ++failed;
  }
  if (failed == 0) return "";
  return fmt::format("{} of {} failed: {}", failed, counted(statuses.size(), "economy"),
                     joined_as(counts, [](const auto& entry) {
                       return fmt::format("{} {}", entry.second, status_name(entry.first));
                     }));
}

}  // namespace taosweep

#include "host/experiment/kept_paths.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// Pairs of point and replicate that keep their paths: every arm
/// or none, since arms are there to be compared.
std::uint64_t kept_pairs(const Request& request, std::uint64_t arms) {
  const std::uint64_t paths = request.kept_paths.value_or(0);
  return paths / arms + (paths % arms > 0 ? 1 : 0);
}

}  // namespace

std::uint64_t kept_count(const Request& request, std::uint64_t economies, std::uint64_t arms) {
  const std::string there_are =
      (economies == 1 ? "there is " : "there are ") + counted(economies, "economy");
  if (!request.kept_economies.empty()) {
    if (request.kept_economies.back() >= economies) {
      throw UsageError("keep.economies names " + std::to_string(request.kept_economies.back()) +
                       ", but " + there_are + ", counted from 0");
    }
    return request.kept_economies.size();
  }
  if (request.kept_paths.value_or(0) > economies) {
    throw UsageError("keep.paths = " + std::to_string(*request.kept_paths) + ", but " + there_are);
  }
  return kept_pairs(request, arms) * arms;
}

std::vector<std::uint64_t> kept_economies(const Request& request, std::uint64_t economies,
                                          std::uint64_t arms) {
  kept_count(request, economies, arms);
  if (!request.kept_economies.empty()) return request.kept_economies;
  const std::uint64_t pairs = economies / arms, kept = kept_pairs(request, arms);
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 0; i < kept; ++i) {
    // floor(i * pairs / kept) in parts, so that the product cannot overflow
    const std::uint64_t pair = pairs / kept * i + pairs % kept * i / kept;
    for (std::uint64_t arm = 0; arm < arms; ++arm) ids.push_back(pair * arms + arm);
  }
  return ids;
}

}  // namespace taosweep

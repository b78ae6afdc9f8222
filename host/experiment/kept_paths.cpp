#include "host/experiment/kept_paths.hpp"

namespace taosweep {

std::vector<std::uint64_t> kept_economies(const Request& request, std::uint64_t economies,
                                          std::uint64_t arms) {
  const std::string there_are = "there are " + std::to_string(economies) + " economies";
  if (!request.kept_economies.empty()) {
    if (request.kept_economies.back() >= economies) {
      throw UsageError("keep.economies names " + std::to_string(request.kept_economies.back()) +
                       ", but " + there_are + ", counted from 0");
    }
    return request.kept_economies;
  }
  const std::uint64_t paths = request.kept_paths.value_or(0);
  if (paths > economies) {
    throw UsageError("keep.paths = " + std::to_string(paths) + ", but " + there_are);
  }
  // Every arm of a point and replicate, or none: arms are there to be compared.
  const std::uint64_t pairs = economies / arms, kept = paths / arms + (paths % arms > 0 ? 1 : 0);
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 0; i < kept; ++i) {
    // floor(i * pairs / kept) in parts, so that the product cannot overflow
    const std::uint64_t pair = pairs / kept * i + pairs % kept * i / kept;
    for (std::uint64_t arm = 0; arm < arms; ++arm) ids.push_back(pair * arms + arm);
  }
  return ids;
}

}  // namespace taosweep

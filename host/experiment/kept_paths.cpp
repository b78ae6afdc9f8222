#include "host/experiment/kept_paths.hpp"

namespace taosweep {

std::vector<std::uint64_t> kept_economies(const Request& request, std::uint64_t economies) {
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
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 0; i < paths; ++i) {
    // floor(i * economies / paths) in parts, so that the product cannot overflow
    ids.push_back(economies / paths * i + economies % paths * i / paths);
  }
  return ids;
}

}  // namespace taosweep

#include "host/commands/shard_text.hpp"

#include <fmt/core.h>

namespace taosweep {

std::string shard_text(const hdf5::File& root, const Layout& layout) {
  if (root.whole("shard_count") < 2) return "";
  return fmt::format(", shard {}/{}: {} of {} points", root.whole("shard_index"),
                     root.whole("shard_count"), layout.points(), layout.points_total);
}

}  // namespace taosweep

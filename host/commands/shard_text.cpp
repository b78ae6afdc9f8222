#include "host/commands/shard_text.hpp"
#include "host/text/words.hpp"

#include <fmt/core.h>

namespace taosweep {

std::string shard_text(const hdf5::File& root, const Layout& layout) {
  if (root.whole("shard_count") < 2) return "";
  return fmt::format(", shard {}/{}: {} of {}", root.whole("shard_index"),
                     root.whole("shard_count"), layout.points(),
                     counted(layout.points_total, "point"));
}

}  // namespace taosweep

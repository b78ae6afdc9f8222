// What `taosweep compare` says of a comparison as a whole.
#include <algorithm>

#include <fmt/core.h>

#include "host/commands/compare_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {

FileIdentity identity_of(const std::string& file, const hdf5::Group& root) {
  return {file, root.text("title"), root.text("config_hash"), root.text("content_digest")};
}

std::string units_text(const Layout& layout, const Pool& pool) {
  if (pool.refused()) return fmt::format("no interval: {}", pool.refusal);
  if (pool.by_replicate)
    return fmt::format("{} replicates are the independent units", layout.replicates);
  return fmt::format("{} {} are the independent units", pool.units(),
                     layout.units.joined()
                         ? fmt::format("{} of the design", layout.units.units_word())
                     : pool.vectors > 0 ? "drawn vectors"
                                        : "points");
}

std::size_t intervals_in(const std::vector<ComparedRow>& rows) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const auto& row) {
    return row.found.bounds.low == row.found.bounds.low;
  }));
}

std::vector<std::string> remarks_on_rows(const ComparedFile& compared) {
  std::vector<std::string> remarks;
  if (!compared.cells.empty())
    remarks.push_back(fmt::format(
        "Each of the {} cells of the design has rows of its own: an interval is for its "
        "cell alone, and none for several or all of them.",
        compared.cells.size()));
  if (const std::size_t intervals = intervals_in(compared.rows); intervals > 0)
    remarks.push_back(
        fmt::format("{} of 95 % {} under \"descriptive\", each for itself: about one in twenty "
                    "misses what it is for.",
                    counted(intervals, "interval"), intervals == 1 ? "stands" : "stand"));
  return remarks;
}

}  // namespace taosweep

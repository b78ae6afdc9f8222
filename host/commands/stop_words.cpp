#include "host/commands/stop_words.hpp"

#include <fmt/core.h>

namespace taosweep {
namespace {

/// Estimate and interval of the look, or that there is none.
std::string found_text(const hdf5::Group& root) {
  const double low = root.number("until_low"), high = root.number("until_high");
  if (!(low <= high)) return "no interval";
  return fmt::format("{:.4g} from {:.4g} to {:.4g} at {:.5g} %", root.number("until_estimate"), low,
                     high, 100 * root.number("until_level"));
}

}  // namespace

std::string stop_text(const hdf5::Group& root, const Layout& layout) {
  const bool map = root.has_attribute("until_cell"), met = root.whole("until_met") != 0;
  const auto most = static_cast<std::uint64_t>(root.whole("until_points"));
  const bool early = !met && layout.vectors() < most;
  const std::string empty = map ? " in " + root.text("until_cell") : "";
  const std::string widest =
      map && root.whole("until_cells") > 1
          ? fmt::format("; widest of {} cells in {}: ", root.whole("until_cells"),
                        root.text("until_cell"))
          : ", ";
  return fmt::format("{}: {} at look {} of {}, {} of at most {} points{}{}", root.text("until"),
                     met ? "met" : "not met", root.whole("until_look"), root.whole("until_looks"),
                     layout.vectors(), most, map ? " of each cell" : "",
                     early ? "; it ended early, since what it is about is defined in none" + empty
                           : widest + found_text(root));
}

std::string stop_remark(const std::string& file, const hdf5::Group& root, const Layout& layout) {
  if (!root.has_attribute("until")) return "";
  return fmt::format(
      "A rule decided after how many points {} stopped: {}. That interval holds whenever it "
      "stopped; all others are as if the number of points had been fixed.",
      file, stop_text(root, layout));
}

}  // namespace taosweep

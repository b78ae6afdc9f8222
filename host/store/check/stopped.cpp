#include "host/store/check/stopped.hpp"

#include "host/statistics/look_at.hpp"
#include "host/store/check/sentences.hpp"
#include "host/store/file/sections.hpp"
#include "host/store/read/open.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

const char* const whole_names[] = {"until_points", "until_looks", "until_look", "until_met"};
const char* const number_names[] = {"until_level", "until_estimate", "until_low", "until_high"};

std::vector<std::string> missing(const hdf5::Group& root, bool map) {
  std::vector<std::string> names(std::begin(whole_names), std::end(whole_names));
  names.insert(names.end(), std::begin(number_names), std::end(number_names));
  if (map) names.insert(names.end(), {"until_cells", "until_cell"});
  std::erase_if(names, [&](const std::string& name) { return root.has_attribute(name); });
  return names;
}

/// False of no interval, as Look::met is.
bool is_narrow(const hdf5::Group& root, const Until& rule) {
  return (root.number("until_high") - root.number("until_low")) / 2 < rule.half_width;
}

/// The economies that the rule is about, by cell, in the order in which looks read them.
std::vector<PairedValues> values_of(const hdf5::Group& root, const Layout& layout,
                                    const Until& rule) {
  const std::vector<double> all = UsableOutcomes(root).read(rule.outcome);
  const std::uint64_t each = layout.points() * layout.replicates;
  std::vector<PairedValues> cells(rule.cell ? 1 : layout.cell_count);
  for (std::uint64_t pair = 0; pair < each; ++pair) {
    const std::uint64_t point = pair / layout.replicates;
    const std::uint32_t cell = layout.cells.at(point);
    if (rule.cell && *rule.cell != cell) continue;
    PairedValues& values = cells.at(rule.cell ? 0 : cell);
    values.arm.push_back(all.at(rule.arm * each + pair));
    values.baseline.push_back(all.at(rule.other.value_or(rule.arm) * each + pair));
    values.clusters.push_back(static_cast<std::int32_t>(point));
  }
  return cells;
}

}  // namespace

std::vector<std::string> check_stop(const hdf5::Group& root, const Layout& layout,
                                    const Stopping& stopping) {
  Sentences found;
  const bool map = stopping.cells.size() > 1;
  if (const auto names = missing(root, map); !names.empty()) {
    found.add("attributes of the rule that stopped it are missing: " + joined(names));
    return std::move(found).list();
  }
  const auto whole = [&](const char* name, std::uint64_t expected) {
    found.compare(fmt::format("the attribute {}", name), std::to_string(root.whole(name)),
                  std::to_string(expected), "the config");
  };
  whole("until_points", stopping.looks.back());
  whole("until_looks", stopping.looks.size());
  if (!same_but_for_rounding(root.number("until_level"), stopping.level()))
    found.add(fmt::format("the attribute until_level is {}, but the config gives {}",
                          root.number("until_level"), stopping.level()));
  if (map) whole("until_cells", stopping.rule.cells);
  const std::int64_t look = root.whole("until_look"),
                     looks = static_cast<std::int64_t>(stopping.looks.size());
  if (look < 1 || look > looks)
    found.add(fmt::format("the attribute until_look is {}, and there are {}", look,
                          counted(stopping.looks.size(), "look")));
  else if (const auto points = stopping.looks.at(static_cast<std::size_t>(look) - 1);
           points != layout.vectors())
    found.add(
        fmt::format("the attribute until_look is {}, which is at {} of each cell, and the file "
                    "holds {}",
                    look, counted(points, "point"), layout.vectors()));
  const bool narrow = is_narrow(root, stopping.rule);
  if (root.whole("until_met") != narrow)
    found.add(fmt::format(
        "the attribute until_met is {}, but half of the interval from {} to {} is {}below {}",
        root.whole("until_met"), root.number("until_low"), root.number("until_high"),
        narrow ? "" : "not ", stopping.rule.half_width));
  return std::move(found).list();
}

std::vector<std::string> check_look(const hdf5::Group& root, const Layout& layout) {
  if (!root.has_attribute("until_points") || !written_by_this_build(root)) return {};
  const Experiment stored = stored_experiment(root);
  const Experiment restored = restore_experiment(stored.config, stored.inputs, stored.points);
  if (!restored.stopping) return {};
  const Stopping& stopping = *restored.stopping;
  const Look look =
      look_at_cells(stopping.rule, values_of(root, layout, stopping.rule), stopping.level());
  Sentences found;
  const auto number = [&](const char* name, double expected) {
    if (!same_but_for_rounding(root.number(name), expected))
      found.add(fmt::format("the attribute {} is {}, but the outcomes give {}", name,
                            root.number(name), expected));
  };
  number("until_estimate", look.estimate);
  number("until_low", look.bounds.low);
  number("until_high", look.bounds.high);
  if (stopping.cells.size() > 1)
    found.compare("the attribute until_cell", root.text("until_cell"),
                  stopping.cells.at(stopping.rule.cell.value_or(look.cell)), "the look");
  if (!look.met && !look.undefined && layout.vectors() < stopping.looks.back())
    found.add(fmt::format("it holds {} of at most {} points of each cell, and the rule was not met",
                          layout.vectors(), stopping.looks.back()));
  return std::move(found).list();
}

}  // namespace taosweep

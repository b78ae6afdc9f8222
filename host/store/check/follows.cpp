#include "host/store/check/follows.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/config/config_file.hpp"
#include "host/experiment/removed_keys.hpp"
#include "host/store/check/sentences.hpp"
#include "host/store/check/stopped.hpp"
#include "host/store/file/create.hpp"
#include "host/store/file/sections.hpp"
#include "host/store/read/open.hpp"
#include "host/text/number_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

std::string names_of(const std::vector<VariedKey>& varied) {
  return joined_as(varied, [](const VariedKey& key) { return key.key + key.remark("drawn"); });
}

std::string labels_of(const std::vector<Arm>& arms) {
  return joined_as(
      arms, [](const Arm& arm) { return arm.label; }, " | ");
}

/// Those of the file's own points.
std::string kept_text(const std::vector<std::uint64_t>& economies, const Layout& layout) {
  std::vector<std::string> own;
  for (const std::uint64_t id : economies)
    if (layout.holds(id)) own.push_back(std::to_string(id));
  return joined(own);
}

/// Where the numbers of a dataset are not those that the outcomes give; empty = nowhere.
/// Without `numbers` it is only read: what cannot be read is damaged.
std::string difference(const hdf5::Dataset& stored, const hdf5::Dataset& expected, bool numbers) {
  const std::vector<double> values = stored.read<double>();
  if (!numbers) return "";
  const std::vector<double> again = expected.read<double>();
  if (values.size() != again.size()) return "has another shape than the schema says";
  const auto at = std::mismatch(values.begin(), values.end(), again.begin(), same_but_for_rounding);
  return at.first == values.end()
             ? ""
             : fmt::format("does not follow from the outcomes: it has {}, and they give {}",
                           *at.first, *at.second);
}

}  // namespace

std::vector<std::string> check_origin(const hdf5::Group& root, const Layout& layout) {
  Sentences found;
  const Experiment stored = stored_experiment(root);
  Experiment from_config;
  try {
    from_config = restore_experiment(stored.config, stored.inputs, stored.points);
  } catch (const UsageError& error) {
    found.add(fmt::format("the config and the design do not fit each other: {}", error.what()));
    return std::move(found).list();
  }
  const auto compare = [&](const std::string& what, const std::string& value,
                           const std::string& expected) {
    found.compare(what, value, expected, "the config");
  };
  compare("the title", stored.title, from_config.title);
  compare("the question", stored.question, from_config.question);
  compare("the hypothesis", stored.hypothesis, from_config.hypothesis);
  compare("the seed", root.text("seed"), std::to_string(from_config.seed));
  // An earlier version had other keys to override.
  if (is_in_todays_words(parse_config(stored.config, "stored config")))
    compare("the attribute overrides", stored.overrides, from_config.overrides);
  compare("points_total", std::to_string(layout.points_total),
          std::to_string(from_config.points.size()));
  compare("the attribute until", root.text_or("until", ""),
          from_config.stopping ? from_config.stopping->text : "");
  if (from_config.stopping)
    for (const std::string& sentence : check_stop(root, layout, *from_config.stopping))
      found.add(sentence);
  compare("replicates of /design", std::to_string(stored.replicates),
          std::to_string(from_config.replicates));
  compare("the design of /design", units_text(stored.units), units_text(from_config.units));
  compare("common_shocks of /design", std::to_string(stored.common_shocks),
          std::to_string(from_config.common_shocks));
  compare("series_days of /design", number_text(stored.keep.series_days),
          number_text(from_config.keep.series_days));
  compare("cell_count of /design", std::to_string(stored.cell_count),
          std::to_string(from_config.cell_count));
  compare("what /design varies", names_of(stored.varied), names_of(from_config.varied));
  compare("the list of arms", labels_of(stored.arms), labels_of(from_config.arms));
  compare("the list of kept economies", kept_text(stored.keep.economies, layout),
          kept_text(from_config.keep.economies, layout));
  if (stored.cells != from_config.cells) found.add("/design/cell does not follow from the config");
  return std::move(found).list();
}

std::vector<std::string> check_outcome_attributes(const hdf5::Group& root) {
  Sentences found;
  const hdf5::Group group = root.group("outcomes");
  for (const OutcomeInfo& info : outcome_table) {
    if (!group.has(info.name)) continue;
    const hdf5::Dataset dataset = group.dataset(info.name);
    const auto compare = [&](const std::string& what, const std::string& value,
                             const std::string& expected) {
      found.compare(fmt::format("{} of {}", what, dataset.path()), value, expected, "this program");
    };
    const auto whole = [&](const char* name) {
      return dataset.has_attribute(name) ? std::to_string(dataset.whole(name)) : "missing";
    };
    const auto number = [&](const char* name) {
      return dataset.has_attribute(name) ? number_text(dataset.number(name)) : "missing";
    };
    compare("undefined_when", dataset.text_or("undefined_when", ""), info.undefined_when);
    compare("better", whole("better"), std::to_string(info.better));
    compare("scale", dataset.text_or("scale", "missing"),
            info.scale == Scale::log ? "log" : "linear");
    compare("low", number("low"), number_text(info.low));
    compare("high", number("high"), number_text(info.high));
    compare("bins", whole("bins"), std::to_string(info.bins));
  }
  return std::move(found).list();
}

std::vector<std::string> check_intervals(const hdf5::Group& root, const Layout& layout) {
  Sentences found;
  if (!root.has("intervals")) return {};
  const bool numbers = written_by_this_build(root);
  const hdf5::Group stored = root.group("intervals");
  const std::vector<Pool> cells = pools_of_cells(layout);
  const UsableOutcomes outcomes(root);
  CommonDraws draws;
  const std::vector<PlannedDataset> all = planned_datasets(counts_of(layout), "intervals");
  // One outcome at a time, so that memory does not grow with their number.
  for (int outcome = 0; outcome < outcome_count; ++outcome) {
    std::vector<PlannedDataset> members = all;
    std::erase_if(members, [&](const PlannedDataset& planned) {
      // Bands of series follow from economies of which the file keeps quantiles only.
      const auto runs_over = [&](const char* axis) {
        return std::find(planned.axes.begin(), planned.axes.end(), axis) != planned.axes.end();
      };
      return !planned.is_axis && (planned.item != outcome || runs_over(axis_name(TimeAxis::day)) ||
                                  runs_over(axis_name(TimeAxis::since_action)));
    });
    hdf5::File again = hdf5::File::in_memory();
    hdf5::Group group = create_group(again, layout, "intervals", members);
    if (numbers)
      write_intervals_of(outcome, group, outcomes.read(outcome), outcomes, layout, cells, draws);
    for (const PlannedDataset& planned : members) {
      if (planned.is_axis) continue;
      if (!stored.has(planned.name)) continue;  // told where the datasets are checked
      try {
        const std::string what =
            difference(stored.dataset(planned.name), group.dataset(planned.name), numbers);
        if (!what.empty()) found.add(fmt::format("{} {}", planned.path(), what));
      } catch (const hdf5::Hdf5Error& error) {
        found.add(fmt::format("{} cannot be read: {}", planned.path(), error.what()));
      }
    }
  }
  return std::move(found).list();
}

}  // namespace taosweep

#include "host/store/schema.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "host/text/parameter_text.hpp"
#include "kernels/advance.hpp"
#include "kernels/distributions/distributions.hpp"

namespace taosweep {
namespace {

enum class Per { once, varied, input, outcome, flag, duration, number, series, path };
enum class When {
  always,
  several_arms,
  several_replicates,
  paired_points,
  several_cells,
  few_cells,
  kept,
  shard
};

constexpr std::uint64_t fewest_pairs = 8;
constexpr double counted_packs = 0.02;  // of 0, 1, 2, .. as all long axes are, or nearly

struct AxisRow {
  AxisId id;
  const char *word, *name;
  hdf5::Type type;
  const char *unit, *sentence;
};
struct GroupRow {
  const char* name;
  When when;
  const char* note;
};
struct DatasetRow {
  const char *group, *name;
  Per per;
  const char* axes;
  hdf5::Type type;
  const char* unit;
  When when;
  double packs;
  const char* sentence;
};

constexpr AxisRow axis_rows[] = {
#define AXIS(id, name, type, unit, sentence) \
  {AxisId::id, #id, name, hdf5::Type::type, unit, sentence},
#define GROUP(...)
#define DATASET(...)
#define LATER(...)
#include "host/store/schema.def"
#undef LATER
#undef AXIS
#undef GROUP
#undef DATASET
};
constexpr GroupRow group_rows[] = {
#define AXIS(...)
#define GROUP(name, when, note) {#name, When::when, note},
#define DATASET(...)
#define LATER(...)
#include "host/store/schema.def"
#undef LATER
#undef AXIS
#undef GROUP
#undef DATASET
};
constexpr DatasetRow dataset_rows[] = {
#define AXIS(...)
#define GROUP(...)
#define DATASET(group, name, per, axes, type, unit, when, packs, sentence) \
  {#group, name, Per::per, axes, hdf5::Type::type, unit, When::when, packs, sentence},
#define LATER(...)
#include "host/store/schema.def"
#undef LATER
#undef AXIS
#undef GROUP
#undef DATASET
};
struct LaterRow {
  std::string_view group, name;
};
constexpr LaterRow later_rows[] = {
#define AXIS(...)
#define GROUP(...)
#define DATASET(...)
#define LATER(group, name) {#group, name},
#include "host/store/schema.def"
#undef LATER
#undef AXIS
#undef GROUP
#undef DATASET
};

/// `name` as schema.def has it.
bool came_later(std::string_view group, std::string_view name) {
  return std::any_of(std::begin(later_rows), std::end(later_rows),
                     [&](const LaterRow& row) { return row.group == group && row.name == name; });
}

bool holds(When when, const SchemaCounts& counts) {
  switch (when) {
    case When::always:
      return true;
    case When::several_arms:
      return counts.arms > 1;
    case When::several_replicates:
      return counts.replicates > 1;
    case When::paired_points:
      return counts.arms > 1 && counts.replicates >= fewest_pairs;
    case When::several_cells:
      return counts.cells > 1;
    case When::few_cells:
      return counts.cells <= most_labelled_cells;
    case When::kept:
      return counts.paths > 0;
    case When::shard:
      return counts.shard;
  }
  return false;
}

/// One of the things that a row is repeated for.
struct Item {
  std::string name, unit, sentence;
  int index = -1;
  int bins = 0;               ///< edges and beyond, of outcomes and series
  AxisId time = AxisId::day;  ///< of series
  std::uint64_t bytes = 1;    ///< of inputs
};

Item outcome_item(int i) {
  const OutcomeInfo& info = outcome_table[i];
  return {info.name, info.unit, info.sentence, i, info.bins + 2, AxisId::day, 1};
}

bool counts_as(Per per, int outcome) {
  const bool flag = is_flag(outcome_table[outcome]), duration = observed_of(outcome) >= 0;
  return per == Per::outcome || (per == Per::flag && flag) ||
         (per == Per::duration && !flag && duration) || (per == Per::number && !flag && !duration);
}

std::vector<Item> items_of(Per per, const SchemaCounts& counts) {
  std::vector<Item> items;
  switch (per) {
    case Per::once:
      items.push_back({"", "1", "", -1, 0, AxisId::day, 1});
      break;
    case Per::varied:
      for (std::size_t i = 0; i < counts.varied.size(); ++i) {
        const ParameterInfo* info = find_parameter(counts.varied[i]);
        items.push_back({counts.varied[i], info ? info->unit : "1",
                         info ? info->sentence : counts.varied[i], static_cast<int>(i), 0,
                         AxisId::day, 1});
      }
      break;
    case Per::input:
      for (std::size_t i = 0; i < counts.inputs.size(); ++i)
        items.push_back({"file_" + std::to_string(i), "1", "", static_cast<int>(i), 0, AxisId::day,
                         std::max<std::uint64_t>(1, counts.inputs[i])});
      break;
    case Per::outcome:
    case Per::flag:
    case Per::duration:
    case Per::number:
      for (int i = 0; i < outcome_count; ++i)
        if (counts_as(per, i)) items.push_back(outcome_item(i));
      break;
    case Per::series:
      for (int i = 0; i < series_count; ++i) {
        const SeriesInfo& info = series_table[i];
        items.push_back({info.name, info.unit, info.sentence, i, info.bins + 2,
                         info.axis == TimeAxis::day ? AxisId::day : AxisId::since_action, 1});
      }
      break;
    case Per::path:
      for (int i = 0; i < path_count; ++i)
        items.push_back(
            {path_table[i].name, path_table[i].unit, path_table[i].sentence, i, 0, AxisId::day, 1});
      break;
  }
  return items;
}

std::uint64_t length_of(AxisId axis, const Item& item, const SchemaCounts& counts) {
  switch (axis) {
    case AxisId::arm:
      return counts.arms;
    case AxisId::compared_arm:
      return counts.arms - 1;
    case AxisId::point:
      return counts.points;
    case AxisId::design_point:
      return counts.points_total;
    case AxisId::replicate:
      return counts.replicates;
    case AxisId::cell:
    case AxisId::cell_number:
      return counts.cells;
    case AxisId::day:
      return counts.day;
    case AxisId::since_action:
      return counts.since_action;
    case AxisId::quantile:
      return quantile_count;
    case AxisId::bound:
      return 2;
    case AxisId::outcome:
      return outcome_count;
    case AxisId::path:
      return counts.paths;
    case AxisId::netuid:
      return path_subnets;
    case AxisId::bin:
      return static_cast<std::uint64_t>(item.bins);
    case AxisId::byte:
      return item.bytes;
  }
  return 0;
}

const AxisRow& axis_row(const std::string& word, const Item& item) {
  for (const AxisRow& row : axis_rows)
    if (word == row.word || (word == "time" && row.id == item.time)) return row;
  throw std::logic_error("schema.def names no axis " + word);
}

std::vector<std::string> words_of(const char* text) {
  std::istringstream all(text);
  return {std::istream_iterator<std::string>(all), {}};
}

/// `text` with the item's name for *.
std::string named(const char* text, const Item& item) {
  std::string name = text;
  const std::size_t star = name.find('*');
  return star == std::string::npos ? name : name.replace(star, 1, item.name);
}

std::string own_or(const char* text, const std::string& own) {
  return std::string(text) == "=" ? own : text;
}

void add_axis(std::vector<PlannedDataset>& plan, std::set<std::string>& made, const char* group,
              const AxisRow& row, const Item& item, std::uint64_t length) {
  PlannedDataset axis;
  axis.group = group;
  axis.name = named(row.name, item);
  if (!made.insert(axis.path()).second) return;
  axis.unit = own_or(row.unit, item.unit);
  axis.sentence = row.sentence;
  axis.type = row.type;
  axis.axes = {axis.name};
  axis.shape = {length};
  axis.is_axis = true;
  axis.later = came_later(group, row.name);
  axis.axis = row.id;
  axis.item = item.index;
  axis.packs = counted_packs;
  plan.push_back(std::move(axis));
}

}  // namespace

std::vector<PlannedDataset> planned_datasets(const SchemaCounts& counts, const std::string& only) {
  std::vector<PlannedDataset> plan;
  std::set<std::string> made;
  // Arms are named in /design also where no dataset there runs over them.
  if (only.empty() || only == "design")
    add_axis(plan, made, "design", axis_row("arm", {}), {}, counts.arms);
  for (const DatasetRow& row : dataset_rows) {
    if (!holds(row.when, counts) || (!only.empty() && only != row.group)) continue;
    const std::vector<std::string> words = words_of(row.axes);
    for (const Item& item : items_of(row.per, counts)) {
      PlannedDataset dataset;
      dataset.group = row.group;
      dataset.name = named(row.name, item);
      dataset.unit = own_or(row.unit, item.unit);
      dataset.sentence = own_or(row.sentence, item.sentence);
      dataset.type = row.type;
      dataset.item = item.index;
      dataset.later = came_later(row.group, row.name);
      dataset.packs = row.packs;
      for (const std::string& word : words) {
        const AxisRow& axis = axis_row(word, item);
        const std::uint64_t length = length_of(axis.id, item, counts);
        add_axis(plan, made, row.group, axis, item, length);
        dataset.axes.push_back(named(axis.name, item));
        dataset.shape.push_back(length);
      }
      plan.push_back(std::move(dataset));
    }
  }
  return plan;
}

PlannedDataset planned_axis(AxisId axis, const SchemaCounts& counts) {
  std::vector<PlannedDataset> plan;
  std::set<std::string> made;
  for (const AxisRow& row : axis_rows)
    if (row.id == axis) add_axis(plan, made, "", row, {}, length_of(axis, {}, counts));
  return plan.at(0);
}

std::vector<PlannedGroup> planned_groups(const SchemaCounts& counts) {
  std::vector<PlannedGroup> groups;
  for (const GroupRow& row : group_rows) {
    const bool filled = holds(row.when, counts);
    if (filled || *row.note) groups.push_back({row.name, filled ? "" : row.note});
  }
  return groups;
}

bool is_flag(const OutcomeInfo& info) {
  return info.bins == 2 && info.low == -0.5 && info.high == 1.5;
}

namespace {

int find_observed(int outcome) {
  const std::string_view time = outcome_table[outcome].name;
  for (int i = 0; i < outcome_count; ++i) {
    const std::string_view name = outcome_table[i].name;
    if (name.starts_with(time) && name.substr(time.size()) == "_observed") return i;
  }
  return -1;
}

}  // namespace

int observed_of(int outcome) {
  // A plan asks of every outcome many times over.
  static const std::vector<int> found = [] {
    std::vector<int> each;
    for (int i = 0; i < outcome_count; ++i) each.push_back(find_observed(i));
    return each;
  }();
  return found.at(static_cast<std::size_t>(outcome));
}

const char* axis_name(TimeAxis axis) {
  return axis == TimeAxis::day ? "day" : "since_action";
}

}  // namespace taosweep

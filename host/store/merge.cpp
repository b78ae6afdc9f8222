#include "host/store/merge.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "host/experiment/stored_blocks.hpp"
#include "host/store/file/write.hpp"
#include "host/store/parts/lock.hpp"
#include "host/store/parts/probe.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

/// What a shard says about itself. The file is closed again: a sweep may have more shards than a
/// process may open files, and an open one takes megabytes.
struct Shard {
  std::string name;
  Layout layout;
  std::string config_hash, design_hash;
  std::int64_t index = 0, count = 0;
  RunFacts facts;
  std::vector<std::uint64_t> kept;
};

Shard look_at_shard(const std::string& name) {
  const hdf5::File root = open_results(name);
  try {
    if (root.whole("shard_count") < 2)
      throw UsageError(name + ": this file holds a whole sweep already; merge takes shards");
    if (root.whole("model_version") != model_version)
      throw UsageError(fmt::format(
          "{}: it was made by model version {}, this program has {}; merge with the version of "
          "taosweep that ran it ({})",
          name, root.whole("model_version"), model_version, root.text("taosweep_version")));
    return {name,
            layout_of(root),
            root.text("config_hash"),
            root.text("design_hash"),
            root.whole("shard_index"),
            root.whole("shard_count"),
            stored_facts(root),
            stored_experiment(root).keep.economies};
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(fmt::format("{}: not a whole results file ({})", name, error.what()));
  }
}

/// Throws where a shard is of another sweep than the first.
void check_kinship(const Shard& first, const Shard& other) {
  const auto refuse = [&](const std::string& what) {
    throw UsageError(fmt::format("{} and {} are not shards of one sweep: they have different {}",
                                 first.name, other.name, what));
  };
  if (first.config_hash != other.config_hash) refuse("configs or input files");
  if (first.design_hash != other.design_hash) refuse("designs");
  if (first.count != other.count) refuse("numbers of shards");
}

/// Throws where points are missing or come twice.
void check_cover(const std::vector<Shard>& shards) {
  const std::uint64_t total = shards.front().layout.points_total;
  constexpr std::size_t nobody = ~std::size_t{0};
  std::vector<std::size_t> owner(total, nobody);
  for (std::size_t i = 0; i < shards.size(); ++i) {
    for (const std::uint64_t point : shards[i].layout.point_ids) {
      if (point >= total)
        throw UsageError(shards[i].name + ": it names a point that the sweep has not");
      if (owner[point] != nobody)
        throw UsageError(fmt::format("{} and {} hold the same points, from point {} on",
                                     shards[owner[point]].name, shards[i].name, point));
      owner[point] = i;
    }
  }
  const auto missing = static_cast<std::uint64_t>(std::count(owner.begin(), owner.end(), nobody));
  if (missing == 0) return;
  std::set<std::int64_t> indices;
  for (std::int64_t i = 0; i < shards.front().count; ++i) indices.insert(i);
  for (const Shard& shard : shards) indices.erase(shard.index);
  const std::string numbers =
      joined_as(indices, [](std::int64_t index) { return std::to_string(index); });
  throw UsageError(fmt::format("{} of {} are missing: those of {} {} of {}", missing,
                               counted(total, "point"), indices.size() == 1 ? "shard" : "shards",
                               numbers, shards.front().count));
}

RunFacts merged_facts(const std::vector<Shard>& shards, const std::string& command_line) {
  RunFacts merged;
  merged.command_line = command_line;
  std::set<std::string> devices, isas, hosts, summaries;
  for (const Shard& shard : shards) {
    const RunFacts& facts = shard.facts;
    devices.insert(facts.device);
    isas.insert(facts.isa);
    summaries.insert(facts.summaries);
    hosts.insert(facts.host);
    if (merged.started.empty() || facts.started < merged.started) merged.started = facts.started;
    if (facts.finished > merged.finished) merged.finished = facts.finished;
    merged.threads = std::max(merged.threads, facts.threads);
    merged.wall_seconds += facts.wall_seconds;
    merged.economy_cpu_seconds += facts.economy_cpu_seconds;
    merged.subnet_steps += facts.subnet_steps;
  }
  std::set<std::string> notes;
  for (const Shard& shard : shards)
    notes.insert(shard.facts.notes.begin(), shard.facts.notes.end());
  merged.notes.assign(notes.begin(), notes.end());
  merged.shards = joined_as(shards, [](const Shard& shard) { return shard.facts.shards; });
  merged.device = joined(devices);
  merged.isa = joined(isas);
  summaries.insert(summaries_on_the_host().name);  // merging makes those of outcomes anew
  merged.summaries = joined(summaries);
  merged.host = joined(hosts);
  return merged;
}

/// Coordinates of the whole sweep.
Layout whole_layout(const Shard& shard, const Experiment& experiment) {
  Layout layout = shard.layout;
  layout.point_ids = whole_sweep(experiment).points;
  layout.cells = experiment.cells;
  layout.kept = experiment.keep.economies;
  layout.shard = false;
  return layout;
}

// Numbers of outcomes in memory at a time.
constexpr std::uint64_t numbers_at_once = 1 << 23;

/// Calls visit(first position, count) for the points of a shard in [begin, end) of the whole.
template <class Visit>
void for_each_position(const Layout& shard, std::uint64_t begin, std::uint64_t end, Visit visit) {
  const auto& ids = shard.point_ids;
  const auto from = std::lower_bound(ids.begin(), ids.end(), begin),
             to = std::lower_bound(from, ids.end(), end);
  if (from != to)
    visit(static_cast<std::uint64_t>(from - ids.begin()), static_cast<std::uint64_t>(to - from));
}

/// Reads [arm][point][replicate] of a shard's points `first` on and puts each point where it
/// belongs among the `points` of a window that starts at point `begin` of the whole.
template <class T>
void scatter(const hdf5::Dataset& from, const Layout& shard, std::uint64_t first,
             std::uint64_t count, std::uint64_t begin, std::uint64_t points, std::vector<T>& to) {
  const std::uint64_t arms = shard.arms.size(), replicates = shard.replicates;
  const std::vector<T> values = from.read_block<T>({0, first, 0}, {arms, count, replicates});
  for (std::uint64_t arm = 0; arm < arms; ++arm)
    for (std::uint64_t i = 0; i < count; ++i)
      std::copy_n(
          values.begin() + static_cast<std::ptrdiff_t>((arm * count + i) * replicates), replicates,
          to.begin() + static_cast<std::ptrdiff_t>(
                           (arm * points + shard.point_ids[first + i] - begin) * replicates));
}

/// Outcomes and status of all shards, a window of points and some outcomes at a time.
void copy_outcomes(OutcomeWriter& to, const std::vector<Shard>& shards, const Layout& layout,
                   const std::function<void(double)>& progress) {
  const std::uint64_t per_point = layout.replicates * layout.arms.size(),
                      window = std::clamp<std::uint64_t>(numbers_at_once / per_point, 1,
                                                         layout.points());
  const auto at_once = static_cast<int>(
      std::clamp<std::uint64_t>(numbers_at_once / (window * per_point), 1, outcome_count));
  for (std::uint64_t begin = 0; begin < layout.points(); begin += window) {
    const std::uint64_t points = std::min(window, layout.points() - begin);
    std::vector<std::int32_t> status(points * per_point);
    for (int first = 0; first < outcome_count; first += at_once) {
      const int some = std::min(at_once, outcome_count - first);
      std::vector<std::vector<double>> values(some, std::vector<double>(points * per_point));
      for (const Shard& shard : shards) {
        for_each_position(shard.layout, begin, begin + points, [&](auto position, auto count) {
          const hdf5::File root = open_results(shard.name);
          const hdf5::Group group = root.group("outcomes");
          for (int i = 0; i < some; ++i)
            scatter(group.dataset(outcome_table[first + i].name), shard.layout, position, count,
                    begin, points, values[i]);
          if (first == 0)
            scatter(group.dataset("status"), shard.layout, position, count, begin, points, status);
        });
      }
      for (int i = 0; i < some; ++i) to.write(first + i, begin, points, values[i]);
    }
    to.write_status(begin, points, status);
    progress(0.5 * static_cast<double>(begin + points) / static_cast<double>(layout.points()));
  }
}

void copy_series(SeriesWriter& to, const std::vector<Shard>& shards, const Layout& layout) {
  for (const Shard& shard : shards) to.copy(shard.layout, open_results(shard.name));
  const std::uint32_t at_once = to.cells_at_once();
  for (std::uint32_t first = 0; first < layout.cell_count; first += at_once) {
    const std::uint32_t end = std::min(layout.cell_count, first + at_once);
    for (const Shard& shard : shards)
      to.add_counts(first, end, shard.layout, open_results(shard.name));
    to.write_open_cells();
  }
}

}  // namespace

Findings merge_results(const Target& out, const std::vector<std::string>& names,
                       const std::string& command_line, const WriteWatch& watch) {
  if (names.empty()) throw UsageError("merge needs the shards to merge");
  check_target(out.path);
  if (out.replace) refuse_in_use(out.path);
  const PartsLock lock(out.path);
  // What a job array left there is what is merged.
  const bool own = names.front().starts_with(parts_folder(out.path) + "/");
  if (!own && holds_work(out.path)) {
    throw UsageError(
        fmt::format("{}/ holds finished work of a run that writes {}: choose another "
                    "name, or go on with that run first (--resume)",
                    parts_folder(out.path), out.path));
  }
  Target target = out;
  target.temporary_in = lock.folder();
  probe_place(target);

  std::vector<Shard> shards;
  for (const std::string& name : names) shards.push_back(look_at_shard(name));
  std::sort(shards.begin(), shards.end(),
            [](const Shard& a, const Shard& b) { return a.index < b.index; });
  for (const Shard& shard : shards) check_kinship(shards.front(), shard);
  check_cover(shards);

  Experiment experiment = stored_experiment(open_results(shards.front().name));
  experiment.blocks = blocks_in(experiment.config);
  experiment.keep.economies.clear();
  for (const Shard& shard : shards) {
    experiment.keep.economies.insert(experiment.keep.economies.end(), shard.kept.begin(),
                                     shard.kept.end());
  }
  std::sort(experiment.keep.economies.begin(), experiment.keep.economies.end());
  const Layout layout = whole_layout(shards.front(), experiment);
  RunFacts facts = merged_facts(shards, command_line);
  for (const std::string& note : {lock.weakness(), lock.remove_unfinished()}) {
    if (note.empty()) continue;
    warn(note);
    facts.notes.push_back(note);
  }
  const auto fill = [&](ResultsSections& sections, const std::function<void(double)>& progress) {
    copy_outcomes(sections.outcomes, shards, layout, progress);
    copy_series(sections.series, shards, layout);
    for (const Shard& shard : shards) sections.paths.copy(open_results(shard.name));
    progress(1);
  };
  return write_file(target, experiment, layout, facts, whole_sweep(experiment), fill, watch);
}

}  // namespace taosweep

// One file out of all shards of a sweep: their points one after the other, everything else computed
// anew.
#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "host/store/check/digest.hpp"
#include "host/store/parts/lock.hpp"
#include "host/store/read/open.hpp"
#include "host/store/file/write.hpp"

namespace taosweep {

namespace {

/// What a shard says about itself. The file is closed again: a sweep may have more shards than a
/// process may open files, and an open one takes megabytes.
struct Shard {
  std::string name;
  Layout layout;
  std::string config_hash, design_hash, input_hashes;
  std::int64_t count = 0;
  RunFacts facts;
  std::vector<std::uint64_t> kept;
};

std::string input_hashes(const hdf5::Group& root) {
  std::string hashes;
  const hdf5::Group inputs = root.group("inputs");
  for (int i = 0; inputs.has("file_" + std::to_string(i)); ++i)
    hashes += inputs.dataset("file_" + std::to_string(i)).text("sha256") + "\n";
  return hashes;
}

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
    if (digest_of(root) != root.text("content_digest"))
      throw UsageError(name + ": its content does not fit its digest; make this shard again");
    return {name,
            layout_of(root),
            root.text("config_hash"),
            root.text("design_hash"),
            input_hashes(root),
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
  if (first.config_hash != other.config_hash) refuse("configs");
  if (first.design_hash != other.design_hash) refuse("designs");
  if (first.input_hashes != other.input_hashes) refuse("input files");
  if (first.count != other.count) refuse("numbers of shards");
}

/// Throws where points are missing or come twice.
void check_cover(const std::vector<Shard>& shards) {
  std::uint64_t next = 0;
  std::string before = "the start";
  for (const Shard& shard : shards) {
    const std::uint64_t first = shard.layout.first_point;
    if (first < next)
      throw UsageError(fmt::format("{} and {} hold the same points, from point {} on", before,
                                   shard.name, first));
    if (first > next)
      throw UsageError(fmt::format("points {} to {} are missing: between {} and {}", next,
                                   first - 1, before, shard.name));
    next = first + shard.layout.points;
    before = shard.name;
  }
  const std::uint64_t total = shards.front().layout.points_total;
  if (next < total)
    throw UsageError(fmt::format("points {} to {} are missing: after {}", next, total - 1, before));
}

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

RunFacts merged_facts(const std::vector<Shard>& shards, const std::string& command_line) {
  RunFacts merged;
  merged.command_line = command_line;
  std::set<std::string> devices, isas, hosts;
  for (const Shard& shard : shards) {
    const RunFacts& facts = shard.facts;
    devices.insert(facts.device);
    isas.insert(facts.isa);
    hosts.insert(facts.host);
    if (merged.started.empty() || facts.started < merged.started) merged.started = facts.started;
    if (facts.finished > merged.finished) merged.finished = facts.finished;
    merged.shards += (merged.shards.empty() ? "" : ", ") + facts.shards;
    merged.threads = std::max(merged.threads, facts.threads);
    merged.wall_seconds += facts.wall_seconds;
    merged.subnet_steps += facts.subnet_steps;
  }
  merged.device = joined(devices);
  merged.isa = joined(isas);
  merged.host = joined(hosts);
  return merged;
}

/// Coordinates of the whole sweep.
Layout whole_layout(const Shard& shard, const Experiment& experiment) {
  Layout layout = shard.layout;
  layout.first_point = 0;
  layout.points = layout.points_total;
  layout.cells = experiment.cells;
  return layout;
}

}  // namespace

void merge_results(const Target& out, const std::vector<std::string>& names,
                   const std::string& command_line) {
  if (names.empty()) throw UsageError("merge needs the shards to merge");
  std::vector<Shard> shards;
  for (const std::string& name : names) shards.push_back(look_at_shard(name));
  std::sort(shards.begin(), shards.end(), [](const Shard& a, const Shard& b) {
    return a.layout.first_point < b.layout.first_point;
  });
  for (const Shard& shard : shards) check_kinship(shards.front(), shard);
  check_cover(shards);

  Experiment experiment = stored_experiment(open_results(shards.front().name));
  experiment.keep.economies.clear();
  for (const Shard& shard : shards) {
    experiment.keep.economies.insert(experiment.keep.economies.end(), shard.kept.begin(),
                                     shard.kept.end());
  }
  const Layout layout = whole_layout(shards.front(), experiment);
  check_target(out.path);
  const PartsLock lock(out.path);
  if (holds_work(out.path)) {
    throw UsageError(
        fmt::format("{}/ holds finished work of a run that writes {}: choose another "
                    "name, or go on with that run first (--resume)",
                    parts_folder(out.path), out.path));
  }
  Target target = out;
  target.temporary_in = lock.folder();
  write_file(target, experiment, layout, merged_facts(shards, command_line), 0, 1,
             [&](ResultsSections& sections) {
               for (const Shard& shard : shards) {
                 const hdf5::File root = open_results(shard.name);
                 sections.outcomes.copy(shard.layout.first_point, root);
                 sections.series.copy(shard.layout.first_point, root);
                 sections.paths.copy(root);
               }
             });
}

}  // namespace taosweep

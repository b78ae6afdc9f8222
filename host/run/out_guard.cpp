#include "host/run/out_guard.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

#include "host/experiment/first_points.hpp"
#include "host/store/parts/probe.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;

/// Why a file is not the one that the run would write; empty where it is.
std::string reason_against(const hdf5::File& root, const Experiment& experiment,
                           const SweepOptions& options) {
  if (root.text("config_hash") != experiment.config_hash) return "it is of another config";
  const auto points = static_cast<std::uint64_t>(root.whole("points_total"));
  const std::string design =
      experiment.stopping ? first_points(experiment, points / experiment.cell_count).design_hash
                          : experiment.design_hash;
  if (root.text("design_hash") != design) return "it is of another design";
  if (root.whole("model_version") != model_version) {
    return fmt::format("it was made by model version {}, not {}", root.whole("model_version"),
                       model_version);
  }
  const auto index = root.whole("shard_index"), count = root.whole("shard_count");
  if (static_cast<std::uint64_t>(index) != options.shard_index ||
      static_cast<std::uint64_t>(count) != options.shard_count) {
    return fmt::format("it is shard {}/{}", index, count);
  }
  return "";
}

/// Finished work, told apart by whether this run could go on from it.
struct Found {
  std::vector<Chunk> chunks;
  std::vector<std::string> unusable, foreign;
};

Found look_at_chunks(const Experiment& experiment, const SweepOptions& options,
                     const Portion& portion) {
  Found found;
  found.chunks = list_chunks(options.out, experiment, portion, found.unusable, &found.foreign);
  return found;
}

/// What to do about an OUT that is in the way, without losing work that is at hand.
std::string way_out(const Found& found, const SweepOptions& options) {
  if (options.existing == Existing::parts)
    return "choose another name with -o, or replace it with --force";
  if (found.chunks.empty()) return "choose another name with -o, or replace it with --force";
  return fmt::format(
      "choose another name with -o; or replace it with --force --resume, which goes on from what "
      "{}/ holds of this run",
      parts_folder(options.out));
}

/// Throws where OUT is not the whole file that the run would write.
void check_complete(const Experiment& experiment, const SweepOptions& options, const Found& found) {
  std::string reason;
  try {
    reason = reason_against(open_results(options.out), experiment, options);
  } catch (const hdf5::Hdf5Error& error) {
    reason = fmt::format("it is damaged ({})", error.what());
  } catch (const UnreadableFile&) {
    throw;  // it may be whole: nothing is said of replacing it
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}; {}", error.what(), way_out(found, options)));
  }
  if (reason.empty()) return;
  throw UsageError(
      fmt::format("{} exists, but {}; {}", options.out, reason, way_out(found, options)));
}

void refuse_foreign(const Found& found, const SweepOptions& options) {
  if (found.foreign.empty()) return;
  throw UsageError(
      fmt::format("{}/ holds finished work of another run ({}); choose another -o, or drop that "
                  "work with --force",
                  parts_folder(options.out), found.foreign.front()));
}

void refuse_existing(const Experiment& experiment, const SweepOptions& options,
                     const Portion& portion) {
  if (!name_is_taken(options.out)) return;
  refuse_unreadable_where_it_stands(options.out);
  throw UsageError(fmt::format("{} exists; {}", options.out,
                               way_out(look_at_chunks(experiment, options, portion), options)));
}

std::vector<std::string> names_of(const std::vector<Chunk>& chunks) {
  std::vector<std::string> names;
  for (const Chunk& chunk : chunks) names.push_back(fs::path(chunk.file).filename().string());
  return names;
}

void warn_of(const std::string& failure) {
  if (!failure.empty()) warn(failure);
}

/// What a job array has finished under this name is not dropped by a run.
void refuse_shards(const SweepOptions& options) {
  if (!holds_shards(options.out)) return;
  throw UsageError(
      fmt::format("{}/ holds shards of a job array: join them with `taosweep merge {}`, choose "
                  "another -o, or move that folder away",
                  parts_folder(options.out), options.out));
}

}  // namespace

bool replaces(Existing existing) {
  return existing == Existing::replace || existing == Existing::replace_and_go_on;
}

PreparedPlace prepare_place(const Experiment& experiment, const SweepOptions& options,
                            const Portion& portion) {
  check_target(options.out);
  const bool new_name_only =
      options.existing == Existing::refuse || options.existing == Existing::parts;
  if (new_name_only) refuse_existing(experiment, options, portion);
  if (replaces(options.existing)) refuse_in_use(options.out);
  refuse_shards(options);
  PreparedPlace standing{PartsLock(options.out), Target(options.out), false, {}, {}};
  standing.target.replace = replaces(options.existing);
  standing.target.when_taken = options.when_taken;
  standing.target.temporary_in = standing.lock.folder();
  // Asked again: before it had the lock, another run may have finished.
  if (new_name_only) refuse_existing(experiment, options, portion);
  if (options.existing == Existing::refuse && holds_work(options.out)) {
    throw UsageError(
        fmt::format("{}/ holds finished work of an earlier run: go on from it with --resume, "
                    "or drop it with --force",
                    parts_folder(options.out)));
  }
  Found found;
  if (options.existing != Existing::replace) found = look_at_chunks(experiment, options, portion);
  if (options.existing == Existing::go_on && name_is_taken(options.out)) {
    check_complete(experiment, options, found);
    standing.complete = true;
    // Left where a kill came between the last two steps: the
    // file was named, its chunks not yet removed.
    if (found.foreign.empty()) warn_of(standing.lock.clear());
    return standing;
  }
  if (!replaces(options.existing)) refuse_foreign(found, options);
  probe_place(standing.target);
  // Nothing is refused, so nothing is lost, from here on.
  warn_of(replaces(options.existing) ? standing.lock.clear(names_of(found.chunks))
                                     : standing.lock.remove_unfinished());
  standing.chunks = std::move(found.chunks);
  standing.unusable = std::move(found.unusable);
  return standing;
}

std::string place_remark(const std::string& out, Existing existing) {
  check_target(out);
  std::string remark;
  if (name_is_taken(out)) {
    remark = out + " exists";
    if (existing == Existing::refuse) remark += ": a run would refuse without --force";
    if (existing == Existing::go_on) remark += ": --resume takes it, or refuses, as it is";
    if (replaces(existing)) remark += ", and would be replaced";
  }
  if (holds_work(out)) {
    remark +=
        fmt::format("{}{}/ holds finished work", remark.empty() ? "" : "; ", parts_folder(out));
    if (existing == Existing::refuse) remark += ": a run needs --resume, or --force to drop it";
    if (existing == Existing::replace) remark += ", which would be dropped";
  }
  return remark;
}

}  // namespace taosweep

#include "host/run/sweep_status.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>

#include <fmt/core.h>

#include "host/store/check/walk.hpp"
#include "host/store/join.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/lock_holder.hpp"
#include "host/store/parts/own_folder.hpp"
#include "host/store/read/in_use.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

namespace fs = std::filesystem;

constexpr double fresh = 60;         // [s] in which a running process finishes a chunk
constexpr double rate_window = 600;  // [s]
constexpr const char* folder_end = ".parts";

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// OUT where `place` is the folder OUT.parts.
std::string out_of(std::string place) {
  while (place.size() > 1 && place.ends_with("/")) place.pop_back();
  if (place.ends_with(folder_end) && fs::is_directory(place))
    place.resize(place.size() - std::string_view(folder_end).size());
  return place;
}

std::vector<std::string> chunk_files(const std::string& out) {
  const OwnFolder folder(out, false);
  std::vector<std::string> files;
  if (!folder.is_open()) return files;
  for (const std::string& name : folder.entries(PartsEntry::chunk))
    files.push_back(folder.path() + "/" + name);
  return files;
}

/// A results file may be named by a link.
bool is_results(const std::string& name) {
  std::error_code error;
  return fs::is_regular_file(name, error);
}

/// A config, say: it would be waited for in vain.
void refuse_what_is_no_file_of_ours(const std::string& out) {
  if (!is_results(out) || fs::is_directory(parts_folder(out))) return;
  try {
    if (begins_as_hdf5(out)) return;
  } catch (const UnreadableFile&) {
    return;  // said where it is read
  }
  throw UsageError(fmt::format(
      "{}: no results file (it does not begin as an HDF5 file does); name what -o named", out));
}

/// What the locks and the time of the last chunk say of a part that has no results file.
Stage stage_of(const PartStatus& part) {
  const bool has_folder = fs::is_directory(parts_folder(part.out));
  if (!has_folder) return Stage::waiting;
  const LockHolder holder = lock_holder(part.out);
  if (holder == LockHolder::process) return Stage::running;
  if (holder == LockHolder::nobody) return part.newest ? Stage::stopped : Stage::waiting;
  if (holder == LockHolder::dead) return Stage::silent;
  return part.newest && now() - *part.newest < fresh ? Stage::running : Stage::silent;
}

/// The stage of a sweep out of those of its parts.
Stage joint_stage(const std::vector<PartStatus>& parts) {
  std::set<Stage> stages;
  for (const PartStatus& part : parts) stages.insert(part.stage);
  for (const Stage stage : {Stage::running, Stage::silent})
    if (stages.contains(stage)) return stage;
  if (stages == std::set{Stage::finished}) return Stage::finished;
  if (stages == std::set{Stage::waiting}) return Stage::waiting;
  return Stage::stopped;
}

}  // namespace

const char* stage_name(Stage stage) {
  switch (stage) {
    case Stage::waiting:
      return "waiting";
    case Stage::running:
      return "running";
    case Stage::silent:
      return "silent";
    case Stage::stopped:
      return "stopped";
    case Stage::finished:
      return "finished";
  }
  return "unknown";
}

double rate_of(const std::vector<std::pair<double, std::uint64_t>>& chunks) {
  auto sorted = chunks;
  std::sort(sorted.rbegin(), sorted.rend());
  double economies = 0, time = 0;
  for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
    const double pause = sorted[i].first - sorted[i + 1].first;
    if (pause > fresh || time + pause > rate_window) break;
    economies += static_cast<double>(sorted[i].second);
    time += pause;
  }
  return time > 0 ? economies / time : 0;
}

std::optional<double> SweepStatus::left() const {
  if (stage != Stage::running || rate <= 0 || !economies_in_all) return std::nullopt;
  return static_cast<double>(*economies_in_all - std::min(economies, *economies_in_all)) / rate;
}

SweepWatch::SweepWatch(std::vector<std::string> places) : places_(std::move(places)) {}

/// Reads those that are new or have changed, all at once.
void SweepWatch::learn(const std::vector<std::string>& files, Glanceable kind) {
  std::vector<std::string> fresh;
  for (const std::string& file : files) {
    std::error_code error;
    const Known now{time_of(file), fs::file_size(file, error), {}};
    Known& entry = known_[file];
    if (entry.finished == now.finished && entry.size == now.size) continue;
    entry = now;
    fresh.push_back(file);
  }
  const std::vector<Glanced> found = glance_at(fresh, kind);
  for (std::size_t i = 0; i < fresh.size(); ++i) known_[fresh[i]].look = found[i];
}

const Glanced& SweepWatch::known(const std::string& file, Glanceable kind) {
  learn({file}, kind);
  return known_[file].look;
}

void SweepWatch::count(const Glance& glance, SweepStatus& status) {
  status.economies += glance.economies;
  for (const auto& [code, n] : glance.statuses) status.statuses[code] += n;
  if (arms_.empty()) {
    arms_ = glance.arms;
    sums_.assign(glance.sums.size(), std::vector(arms_.size(), std::vector<UnitSum>(most_units)));
  }
  if (glance.arms != arms_) return;
  units_known_ = units_known_ && glance.units_known;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
      for (const OutcomeSum& found : glance.sums[i][arm]) {
        UnitSum& sum = sums_[i][arm][found.unit];
        sum.sum += found.of.sum;
        sum.n += found.of.n;
      }
    }
  }
}

void SweepWatch::add_results(const std::string& out, PartStatus& part, SweepStatus& status) {
  const Glanced& entry = known(out, Glanceable::results);
  if (!entry.glance) {
    status.remarks.push_back(entry.reason);
    return;
  }
  const Glance& glance = *entry.glance;
  part.stage = Stage::finished;
  part.shard_index = glance.shard_index;
  part.shard_count = glance.shard_count;
  part.config_hash = glance.config_hash;
  part.economies = glance.economies;
  part.economies_in_all = glance.economies_in_all;
  part.newest = glance.finished;
  count(glance, status);
}

void SweepWatch::add_chunks(const std::string& out, PartStatus& part, SweepStatus& status) {
  std::vector<const Glance*> glances;
  const std::vector<std::string> files = chunk_files(out);
  learn(files, Glanceable::chunk);
  for (const std::string& file : files) {
    const Glanced& entry = known_[file].look;
    if (entry.glance)
      glances.push_back(&*entry.glance);
    else if (name_is_taken(file))  // else it has just become part of the results file
      status.remarks.push_back(entry.reason + "; its economies run again");
  }
  if (glances.empty()) return;
  const Glance& last = **std::max_element(
      glances.begin(), glances.end(), [](auto* a, auto* b) { return a->finished < b->finished; });
  part.shard_index = last.shard_index;
  part.shard_count = last.shard_count;
  part.config_hash = last.config_hash;
  part.economies_in_all = last.economies_in_all;
  part.newest = last.finished;
  std::sort(glances.begin(), glances.end(), [](const Glance* a, const Glance* b) {
    return std::pair(a->range.first_point, a->range.first_replicate) <
           std::pair(b->range.first_point, b->range.first_replicate);
  });
  std::uint64_t others = 0;
  std::vector<std::pair<double, std::uint64_t>> chunks;
  const Glance* before = nullptr;
  for (const Glance* glance : glances) {
    if (glance->config_hash != last.config_hash || glance->shard_index != last.shard_index ||
        glance->shard_count != last.shard_count) {
      ++others;
      continue;
    }
    if (before && overlap(before->range, glance->range)) continue;
    before = glance;
    part.economies += glance->economies;
    chunks.emplace_back(glance->finished, glance->economies);
    count(*glance, status);
  }
  part.rate = rate_of(chunks);
  if (others > 0)
    status.remarks.push_back(fmt::format("{}/ also holds {} of another config or shard",
                                         parts_folder(out), counted(others, "chunk")));
}

PartStatus SweepWatch::part(const std::string& out, SweepStatus& status) {
  PartStatus part;
  part.out = out;
  const bool there = is_results(out);
  const std::vector<std::string> chunks = chunk_files(out);
  // Chunks older than the file are those that it was made of, just being removed.
  const bool replaced = there && lock_holder(out) == LockHolder::process &&
                        std::any_of(chunks.begin(), chunks.end(), [&](const std::string& chunk) {
                          return time_of(chunk) > time_of(out);
                        });
  if (there && !replaced) {
    add_results(out, part, status);
    return part;
  }
  if (there) status.remarks.push_back(out + " stands there already; a run is replacing it");
  add_chunks(out, part, status);
  if (!there && is_results(out)) appeared_ = true;
  part.stage = stage_of(part);
  return part;
}

void SweepWatch::add_array(const std::string& out, const KeptShards& kept, SweepStatus& status) {
  const bool there = is_results(out);
  status.first_task = kept.first_task;
  status.economies_in_all = kept.economies;
  std::vector<std::string> finished;
  for (std::uint64_t i = 0; i < kept.count; ++i)
    if (is_results(shard_file(out, i, kept.count)))
      finished.push_back(shard_file(out, i, kept.count));
  learn(finished, Glanceable::results);
  for (std::uint64_t i = 0; i < kept.count; ++i) {
    PartStatus shard = part(shard_file(out, i, kept.count), status);
    shard.shard_index = i;
    shard.shard_count = kept.count;
    shard.config_hash = kept.config_hash;
    status.parts.push_back(std::move(shard));
  }
  if (!there && is_results(out)) appeared_ = true;
  if (lock_holder(out) == LockHolder::process)
    status.remarks.push_back("the shards are being joined");
}

void SweepWatch::add_place(const std::string& place, SweepStatus& status) {
  const std::string out = out_of(place);
  // Twice: between the two questions a run may have put its file in the place of its chunks.
  for (int turn = 0; turn < 2; ++turn) {
    const bool joining = lock_holder(out) == LockHolder::process;
    if (!is_results(out) || joining) {
      if (const auto kept = kept_shards(out)) return add_array(out, *kept, status);
    }
    if (!is_results(out) && !fs::is_directory(parts_folder(out))) continue;
    refuse_what_is_no_file_of_ours(out);
    status.parts.push_back(part(out, status));
    return;
  }
  throw UsageError(
      fmt::format("{}: there is neither a results file nor {}/ of a run; name what -o named", place,
                  parts_folder(out)));
}

SweepStatus SweepWatch::look() {
  // Again where a file took the place of what was being counted, so
  // that no answer falls behind an earlier one.
  for (int turn = 0;; ++turn) {
    appeared_ = false;
    SweepStatus status = gather();
    if (!appeared_ || turn == 3) return status;
  }
}

SweepStatus SweepWatch::gather() {
  SweepStatus status;
  status.out = out_of(places_.front());
  arms_.clear();
  sums_.clear();
  units_known_ = true;
  for (const std::string& place : places_) add_place(place, status);

  std::set<std::string> configs;
  std::set<std::uint64_t> finished;
  bool all_known = true;
  std::uint64_t in_all = 0;
  for (const PartStatus& part : status.parts) {
    if (!part.config_hash.empty()) configs.insert(part.config_hash);
    status.shard_count = std::max(status.shard_count, part.shard_count);
    if (part.stage == Stage::running) status.rate += part.rate;
    if (part.stage == Stage::finished && part.shard_index) finished.insert(*part.shard_index);
    all_known = all_known && part.economies_in_all;
    in_all += part.economies_in_all.value_or(0);
  }
  if (configs.size() > 1)
    throw UsageError("these are parts of different sweeps (other configs); ask for one at a time");
  if (!configs.empty()) status.config_hash = *configs.begin();
  for (std::uint64_t i = 0; i < status.shard_count; ++i)
    if (!finished.contains(i)) status.missing.push_back(i);
  std::stable_sort(status.parts.begin(), status.parts.end(),
                   [](const PartStatus& a, const PartStatus& b) {
                     return a.shard_index.value_or(~0ull) < b.shard_index.value_or(~0ull);
                   });
  const bool all_there = all_known && status.parts.size() >= status.shard_count;
  if (!status.economies_in_all && all_there) status.economies_in_all = in_all;
  status.stage = joint_stage(status.parts);
  if (status.stage == Stage::finished && !status.missing.empty()) status.stage = Stage::stopped;

  const std::vector<int> headlines = headline_outcomes();
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
      MeanOfUnits mean = mean_of_units(sums_[i][arm], is_flag(headlines[i]));
      if (mean.n == 0) continue;
      if (!units_known_) mean.interval = {undefined, undefined};
      status.means.push_back({outcome_table[headlines[i]].name, arms_[arm], mean});
    }
  }
  return status;
}

}  // namespace taosweep

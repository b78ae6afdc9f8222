#include "host/commands/status_json.hpp"

#include "host/store/join.hpp"
#include "host/text/json.hpp"
#include "host/text/status_text.hpp"

namespace taosweep {
namespace {

Json part_json(const PartStatus& part) {
  Json json;
  json["shard"] = or_null(part.shard_index);
  json["state"] = stage_name(part.stage);
  json["file"] = part.out;
  json["economies_done"] = part.economies;
  json["economies"] = or_null(part.economies_in_all);
  json["economies_per_second"] = part.rate > 0 ? Json(part.rate) : Json(nullptr);
  json["last_chunk_at"] = or_null(part.newest);  // [s] since 1970
  return json;
}

/// Numbers in the array of the shards that are missing.
std::vector<std::uint64_t> missing_tasks(const SweepStatus& status) {
  std::vector<std::uint64_t> tasks;
  for (const std::uint64_t shard : status.missing) tasks.push_back(shard + *status.first_task);
  return tasks;
}

}  // namespace

std::string status_json(const SweepStatus& status, bool one_line) {
  Json json;
  json["out"] = status.out;
  json["state"] = stage_name(status.stage);
  json["config_hash"] = status.config_hash;
  json["economies"] = or_null(status.economies_in_all);
  json["economies_done"] = status.economies;
  json["economies_left"] =
      status.economies_in_all ? Json(*status.economies_in_all - status.economies) : Json(nullptr);
  json["percent"] = status.economies_in_all ? Json(100.0 * static_cast<double>(status.economies) /
                                                   static_cast<double>(*status.economies_in_all))
                                            : Json(nullptr);
  json["economies_per_second"] = status.rate > 0 ? Json(status.rate) : Json(nullptr);
  json["seconds_left"] = or_null(status.left());
  json["shard_count"] = status.shard_count;
  json["shards_missing"] = status.missing;
  json["first_task"] = or_null(status.first_task);
  // As sbatch --array takes it.
  json["tasks_missing"] =
      status.first_task ? Json(number_list(missing_tasks(status), ",")) : Json(nullptr);
  json["failures"] = Json::object();
  for (const auto& [code, n] : status.statuses)
    if (code != static_cast<std::int32_t>(Status::ok)) json["failures"][status_name(code)] = n;
  json["so_far"] = Json::array();
  for (const MeanSoFar& mean : status.means)
    json["so_far"].push_back({{"outcome", mean.outcome},
                              {"arm", mean.arm},
                              {"mean", mean.of.mean},
                              {"low", or_null(mean.of.interval.low)},
                              {"high", or_null(mean.of.interval.high)},
                              {"n", mean.of.n},
                              {"units", mean.of.units}});
  json["parts"] = Json::array();
  for (const PartStatus& part : status.parts) json["parts"].push_back(part_json(part));
  json["remarks"] = status.remarks;
  return json_text(json, one_line);
}

}  // namespace taosweep

#include "host/store/join.hpp"

#include <fmt/core.h>

#include "host/store/parts/durable_file.hpp"
#include "host/store/read/open.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

std::vector<std::string> finished_shards(const std::string& out, const KeptShards& shards) {
  std::vector<std::string> files;
  std::vector<std::uint64_t> missing, tasks;
  for (std::uint64_t i = 0; i < shards.count; ++i) {
    files.push_back(shard_file(out, i, shards.count));
    if (name_is_taken(files.back())) continue;
    missing.push_back(i);
    tasks.push_back(i + shards.first_task);
  }
  if (missing.empty()) return files;
  throw UsageError(fmt::format(
      "{0} of {1} shards are missing in {2}.parts/: {3}. Run them with `scripts/slurm/submit.sh "
      "CONFIG -o {2}`, which submits only these, or submit your job script again with "
      "--array={4}; `taosweep status {2}` shows how far they are",
      missing.size(), shards.count, out, number_list(missing, ", "), number_list(tasks, ",")));
}

bool holds_whole_sweep(const std::string& out, const std::string& config_hash) {
  const hdf5::File root = open_results(out);
  return root.whole("shard_count") < 2 &&
         (config_hash.empty() || root.text("config_hash") == config_hash);
}

std::string number_list(const std::vector<std::uint64_t>& numbers, const std::string& comma) {
  std::string text;
  for (std::size_t i = 0, end; i < numbers.size(); i = end) {
    for (end = i + 1; end < numbers.size() && numbers[end] == numbers[end - 1] + 1;) ++end;
    if (!text.empty()) text += comma;
    text += std::to_string(numbers[i]);
    if (end - i > 1) text += (end - i > 2 ? "-" : comma) + std::to_string(numbers[end - 1]);
  }
  return text;
}

}  // namespace taosweep

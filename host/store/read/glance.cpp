#include "host/store/read/glance.hpp"

#include <sys/stat.h>

#include <cmath>
#include <filesystem>
#include <stdexcept>

#include "host/store/check/admission.hpp"
#include "host/store/file/layout.hpp"
#include "host/store/read/open.hpp"
#include "host/store/schema.hpp"

namespace taosweep {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    lines.push_back(text.substr(at, end - at));
  return lines;
}

std::uint64_t count(const hdf5::Object& object, const char* name, const std::string& file) {
  const std::int64_t value = object.whole(name);
  if (value < 0) throw std::runtime_error(file + ": its attribute " + name + " is negative");
  return static_cast<std::uint64_t>(value);
}

void count_statuses(const std::vector<std::int32_t>& statuses, Glance& glance) {
  for (const std::int32_t status : statuses) ++glance.statuses[status];
}

void add(double value, std::int32_t status, OutcomeSum& to) {
  if (status != static_cast<std::int32_t>(Status::ok) || std::isnan(value)) return;
  to.sum += value;
  ++to.n;
}

void start(const hdf5::Group& root, const std::string& file, Glance& glance) {
  glance.config_hash = root.text("config_hash");
  glance.shard_index = count(root, "shard_index", file);
  glance.shard_count = count(root, "shard_count", file);
  glance.finished = time_of(file);
}

}  // namespace

double time_of(const std::string& file) {
  struct stat found {};
  ::stat(file.c_str(), &found);
  return static_cast<double>(found.st_mtim.tv_sec) +
         1e-9 * static_cast<double>(found.st_mtim.tv_nsec);
}

std::vector<int> headline_outcomes() {
  std::vector<int> chosen;
  for (int i = 0; i < outcome_count; ++i) {
    const OutcomeInfo& info = outcome_table[i];
    const bool flag = info.low == -0.5 && info.high == 1.5 && info.bins == 2,
               share = info.low == 0 && info.high == 1 && info.scale == Scale::linear,
               censoring = std::string_view(info.name).ends_with("_observed");
    if ((flag || share) && !censoring) chosen.push_back(i);
  }
  return chosen;
}

Glance glance_at_chunk(const std::string& file) {
  if (const std::string reason = broken_seal(file); !reason.empty())
    throw std::runtime_error(file + ": " + reason);
  if (const std::string reason = refusals_of_chunks({file}).front(); !reason.empty())
    throw std::runtime_error(file + ": " + reason);
  const hdf5::File root = hdf5::File::open(file);
  if (root.whole("schema_version") != schema_version)
    throw std::runtime_error(file + ": it has another schema version");
  Glance glance;
  start(root, file, glance);
  glance.range = {count(root, "first_point", file), count(root, "points", file),
                  count(root, "first_replicate", file), count(root, "replicates", file)};
  glance.economies_in_all = count(root, "economies_in_all", file);
  glance.arms = lines_of(root.text("arm_labels"));
  const hdf5::Dataset outcomes = root.dataset("outcomes"), status = root.dataset("status");
  const std::uint64_t economies = hdf5::elements(status.shape()), arms = glance.arms.size();
  // Chunks are stored as they are: what does not fit into the file's length is not in it.
  if (economies > std::filesystem::file_size(file) / (outcome_count * sizeof(double)) ||
      arms == 0 || economies % arms != 0 ||
      outcomes.shape() != hdf5::Shape{outcome_count, economies})
    throw std::runtime_error(file + ": its arrays do not fit each other");
  glance.economies = economies;
  const std::vector<std::int32_t> statuses = status.read<std::int32_t>();
  count_statuses(statuses, glance);
  for (const int outcome : headline_outcomes()) {
    const auto values =
        outcomes.read_block<double>({static_cast<std::uint64_t>(outcome), 0}, {1, economies});
    std::vector<OutcomeSum> sums(arms);
    for (std::uint64_t i = 0; i < economies; ++i) add(values[i], statuses[i], sums[i % arms]);
    glance.sums.push_back(std::move(sums));
  }
  return glance;
}

Glance glance_at_results(const std::string& file) {
  const hdf5::File root = open_results(file);
  Glance glance;
  start(root, file, glance);
  const Layout layout = layout_of(root);
  glance.arms = layout.arms;
  glance.economies = glance.economies_in_all = layout.economies();
  const hdf5::Group group = root.group("outcomes");
  const std::vector<std::int32_t> statuses = group.dataset("status").read<std::int32_t>();
  count_statuses(statuses, glance);
  const std::uint64_t per_arm = layout.economies() / layout.arms.size();
  for (const int outcome : headline_outcomes()) {
    const auto values = group.dataset(outcome_table[outcome].name).read<double>();
    if (values.size() != statuses.size())
      throw std::runtime_error(file + ": its arrays do not fit each other");
    std::vector<OutcomeSum> sums(layout.arms.size());
    for (std::size_t i = 0; i < values.size(); ++i) add(values[i], statuses[i], sums[i / per_arm]);
    glance.sums.push_back(std::move(sums));
  }
  return glance;
}

}  // namespace taosweep

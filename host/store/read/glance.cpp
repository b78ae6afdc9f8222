#include "host/store/read/glance.hpp"

#include <sys/stat.h>

#include <cmath>
#include <filesystem>
#include <stdexcept>

#include "host/store/file/layout.hpp"
#include "host/store/file/sweep_units.hpp"
#include "host/store/parts/stored_rows.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/read/quarantine.hpp"
#include "host/store/schema.hpp"
#include "host/store/seal.hpp"
#include "host/text/json.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    lines.push_back(text.substr(at, end - at));
  return lines;
}

std::uint64_t count(const hdf5::Object& object, const char* name) {
  const std::int64_t value = object.whole(name);
  if (value < 0) throw std::runtime_error(std::string("its attribute ") + name + " is negative");
  return static_cast<std::uint64_t>(value);
}

void count_statuses(const std::vector<std::int32_t>& statuses, Glance& glance) {
  for (const std::int32_t status : statuses) ++glance.statuses[status];
}

/// Sums of one outcome by arm and unit, all of them, on the way to those that there are.
class Sums {
 public:
  explicit Sums(std::uint64_t arms) : of_(arms * most_units) {}
  void add(double value, std::int32_t status, std::uint64_t arm, std::uint64_t unit) {
    if (status != static_cast<std::int32_t>(Status::ok) || std::isnan(value)) return;
    UnitSum& sum = of_[arm * most_units + unit % most_units];
    sum.sum += value;
    ++sum.n;
  }
  /// [arm] Units that have a value.
  std::vector<std::vector<OutcomeSum>> found() const {
    std::vector<std::vector<OutcomeSum>> found(of_.size() / most_units);
    for (std::size_t i = 0; i < of_.size(); ++i)
      if (of_[i].n > 0) found[i / most_units].push_back({i % most_units, of_[i]});
    return found;
  }

 private:
  std::vector<UnitSum> of_;
};

/// Numbers of the independent units of a chunk's points and replicates; all 0 where it does not say
/// them, as before there were any.
std::vector<std::int64_t> unit_numbers(const hdf5::Group& root, std::uint64_t pairs,
                                       Glance& glance) {
  glance.units_known = root.has("units");
  if (!glance.units_known) return std::vector<std::int64_t>(pairs, 0);
  if (root.dataset("units").shape() != hdf5::Shape{pairs})
    throw std::runtime_error("its arrays do not fit each other");
  return root.dataset("units").read<std::int64_t>();
}

void start(const hdf5::Group& root, const std::string& file, Glance& glance) {
  glance.config_hash = root.text("config_hash");
  glance.shard_index = count(root, "shard_index");
  glance.shard_count = count(root, "shard_count");
  glance.finished = time_of(file);
}

Glance glance_at_chunk(const std::string& file) {
  if (const std::string reason = broken_seal(file); !reason.empty())
    throw std::runtime_error(reason);
  const hdf5::File root = hdf5::File::open(file);
  if (root.whole("schema_version") != schema_version)
    throw std::runtime_error("it has another schema version");
  Glance glance;
  start(root, file, glance);
  glance.range = {count(root, "first_point"), count(root, "points"), count(root, "first_replicate"),
                  count(root, "replicates")};
  glance.economies_in_all = count(root, "economies_in_all");
  glance.arms = lines_of(root.text("arm_labels"));
  const hdf5::Dataset status = root.dataset("status");
  const std::uint64_t economies = hdf5::elements(status.shape()), arms = glance.arms.size();
  // Chunks are stored as they are: what does not fit into the file's length is not in it.
  if (economies > std::filesystem::file_size(file) / sizeof(std::int32_t) || arms == 0 ||
      economies % arms != 0)
    throw std::runtime_error("its arrays do not fit each other");
  const StoredRows outcomes(root, "outcomes", hdf5::Type::float64, outcome_count, economies);
  glance.economies = economies;
  const std::vector<std::int32_t> statuses = status.read<std::int32_t>();
  count_statuses(statuses, glance);
  const std::vector<std::int64_t> units = unit_numbers(root, economies / arms, glance);
  for (const int outcome : headline_outcomes()) {
    const auto values = outcomes.read<double>(root, static_cast<std::uint64_t>(outcome), 1);
    Sums sums(arms);
    for (std::uint64_t i = 0; i < economies; ++i)
      sums.add(values[i], statuses[i], i % arms, static_cast<std::uint64_t>(units[i / arms]));
    glance.sums.push_back(sums.found());
  }
  return glance;
}

Glance glance_at_results(const std::string& file) {
  if (look_at_seal(file) == Seal::broken) throw std::runtime_error("its bytes do not fit its seal");
  const hdf5::File root = hdf5::File::open(file);
  const std::int64_t schema = root.whole("schema_version");
  if (schema < oldest_schema_read || schema > schema_version)
    throw std::runtime_error("it is of another version of taosweep");
  Glance glance;
  start(root, file, glance);
  const Layout layout = layout_of(root);
  glance.arms = layout.arms;
  glance.economies = glance.economies_in_all = layout.economies();
  const hdf5::Group group = root.group("outcomes");
  const std::vector<std::int32_t> statuses = group.dataset("status").read<std::int32_t>();
  if (statuses.empty() || statuses.size() != layout.economies())
    throw std::runtime_error("its arrays do not fit each other");
  count_statuses(statuses, glance);
  const std::uint64_t per_arm = layout.economies() / layout.arms.size();
  const SweepUnits units = sweep_units(layout);
  const bool of_earlier_model = root.whole("model_version") < model_version;
  for (const int outcome : headline_outcomes()) {
    const char* name = outcome_table[outcome].name;
    if (of_earlier_model && !group.has(name)) {
      glance.sums.push_back(Sums(layout.arms.size()).found());
      continue;
    }
    const auto values = group.dataset(name).read<double>();
    if (values.size() != statuses.size())
      throw std::runtime_error("its arrays do not fit each other");
    Sums sums(layout.arms.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      sums.add(values[i], statuses[i], i / per_arm,
               units.of(layout.point_ids[i % per_arm / layout.replicates], i % layout.replicates));
    glance.sums.push_back(sums.found());
  }
  return glance;
}

/// From the child to its parent.
std::string message_of(const Glance& glance) {
  Json sums = Json::array(), statuses = Json::array();
  for (const auto& of_outcome : glance.sums)
    for (const auto& of_arm : of_outcome) {
      Json units = Json::array();
      for (const OutcomeSum& sum : of_arm) units.push_back({sum.unit, sum.of.sum, sum.of.n});
      sums.push_back(std::move(units));
    }
  for (const auto& [status, n] : glance.statuses) statuses.push_back({status, n});
  return json_text({{"config_hash", glance.config_hash},
                    {"shard", {glance.shard_index, glance.shard_count}},
                    {"range",
                     {glance.range.first_point, glance.range.points, glance.range.first_replicate,
                      glance.range.replicates}},
                    {"economies", {glance.economies, glance.economies_in_all}},
                    {"arms", glance.arms},
                    {"statuses", statuses},
                    {"units_known", glance.units_known},
                    {"sums", sums}},
                   true);
}

/// Throws std::exception where the child did not say what it should.
Glance glance_from(const std::string& message, const std::string& file) {
  const Json json = Json::parse(message);
  const auto whole = [](const Json& value) { return value.get<std::uint64_t>(); };
  Glance glance;
  glance.config_hash = json.at("config_hash").get<std::string>();
  glance.shard_index = whole(json.at("shard").at(0));
  glance.shard_count = whole(json.at("shard").at(1));
  const Json& range = json.at("range");
  glance.range = {whole(range.at(0)), whole(range.at(1)), whole(range.at(2)), whole(range.at(3))};
  glance.economies = whole(json.at("economies").at(0));
  glance.economies_in_all = whole(json.at("economies").at(1));
  glance.finished = time_of(file);
  glance.arms = json.at("arms").get<std::vector<std::string>>();
  for (const Json& entry : json.at("statuses"))
    glance.statuses[entry.at(0).get<std::int32_t>()] = whole(entry.at(1));
  glance.units_known = json.at("units_known").get<bool>();
  const Json& sums = json.at("sums");
  const std::size_t arms = glance.arms.size();
  if (sums.size() != arms * headline_outcomes().size())
    throw std::runtime_error("its arrays do not fit each other");
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (i % arms == 0) glance.sums.emplace_back();
    std::vector<OutcomeSum>& units = glance.sums.back().emplace_back();
    for (const Json& sum : sums[i]) {
      units.push_back({whole(sum.at(0)), {sum.at(1).get<double>(), whole(sum.at(2))}});
      if (units.back().unit >= most_units) throw std::runtime_error("it names no unit");
    }
  }
  return glance;
}

/// What an honest file takes is a tenth of this, or less.
Bounds bounds_of(const std::string& file) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  Bounds bounds;
  if (error) return bounds;
  bounds.seconds += static_cast<double>(size) / 1e6;
  bounds.cpu_seconds += static_cast<double>(size) / 1e7;
  bounds.bytes += 2 * size;
  return bounds;
}

}  // namespace

double time_of(const std::string& file) {
  struct stat found {};
  ::stat(file.c_str(), &found);
  return static_cast<double>(found.st_mtim.tv_sec) +
         1e-9 * static_cast<double>(found.st_mtim.tv_nsec);
}

bool is_flag(int outcome) {
  const OutcomeInfo& info = outcome_table[outcome];
  return info.low == -0.5 && info.high == 1.5 && info.bins == 2;
}

std::vector<int> headline_outcomes() {
  std::vector<int> chosen;
  for (int i = 0; i < outcome_count; ++i) {
    const OutcomeInfo& info = outcome_table[i];
    const bool share = info.low == 0 && info.high == 1 && info.scale == Scale::linear,
               censoring = std::string_view(info.name).ends_with("_observed");
    if ((is_flag(i) || share) && !censoring) chosen.push_back(i);
  }
  return chosen;
}

std::vector<Glanced> glance_at(const std::vector<std::string>& files, Glanceable kind) {
  constexpr char refused = '-';  // no JSON object starts so
  const auto step = [&](std::size_t i) -> std::string {
    try {
      refuse_unreadable(files[i]);
      return message_of(kind == Glanceable::chunk ? glance_at_chunk(files[i])
                                                  : glance_at_results(files[i]));
    } catch (const std::runtime_error& error) {
      return refused + std::string(error.what());
    }
  };
  const auto ends =
      in_quarantine(files.size(), step, [&](std::size_t i) { return bounds_of(files[i]); });
  std::vector<Glanced> found(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    try {
      const std::string& answer = ends[i].answer;
      if (!ends[i].fault.empty()) throw std::runtime_error("a look at it " + ends[i].fault);
      if (answer.starts_with(refused)) throw std::runtime_error(answer.substr(1));
      found[i].glance = glance_from(answer, files[i]);
    } catch (const std::exception& error) {
      const std::string reason = error.what();
      found[i].reason = reason.starts_with(files[i]) ? reason : files[i] + ": " + reason;
    }
  }
  return found;
}

}  // namespace taosweep

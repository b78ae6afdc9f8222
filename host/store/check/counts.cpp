#include "host/store/check/counts.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/core.h>

#include "host/store/hdf5/blocks.hpp"
#include "host/text/status_text.hpp"
#include "kernels/advance.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

using hdf5::Shape;
using hdf5::StructureError;
using hdf5::Type;

constexpr std::int64_t most = std::int64_t{1} << 53;  // of anything that is counted

class Counts {
 public:
  Counts(const hdf5::Group& root, const std::vector<hdf5::FoundDataset>& datasets) : root_(root) {
    for (const hdf5::FoundDataset& found : datasets) table_[found.path] = &found;
  }

  void check() {
    check_numbers();
    check_shapes();
    check_points();
    check_cells();
    check_paths();
    check_inputs();
  }

 private:
  [[noreturn]] static void refuse(const std::string& sentence) { throw StructureError(sentence); }

  std::int64_t count(const hdf5::Object& object, const std::string& name, std::int64_t low,
                     std::int64_t high) const {
    const std::int64_t value = object.whole(name);
    if (value < low || value > high)
      refuse(fmt::format("{} of {} is {}, which is none from {} to {}", name, object.path(), value,
                         low, high));
    return value;
  }

  const hdf5::FoundDataset& found(const std::string& path) const {
    const auto place = table_.find(path);
    if (place == table_.end()) refuse(path + " is missing");
    return *place->second;
  }

  std::uint64_t length(const std::string& path, Type type) const {
    const hdf5::FoundDataset& axis = found(path);
    if (axis.type != type || axis.shape.size() != 1 || axis.shape[0] == 0)
      refuse(fmt::format("{} is no list of {}", path, hdf5::type_name(type)));
    return axis.shape[0];
  }

  void expect(const std::string& path, Type type, const Shape& shape) const {
    const hdf5::FoundDataset& dataset = found(path);
    if (dataset.type != type)
      refuse(fmt::format("{} has elements of type {}, not {}", path, hdf5::type_name(dataset.type),
                         hdf5::type_name(type)));
    if (dataset.shape != shape) refuse(path + " has a shape that does not fit the sweep's counts");
  }

  void check_numbers() {
    constexpr std::int64_t most_replicates = 0xffffffff;
    points_total_ = static_cast<std::uint64_t>(count(root_, "points_total", 1, most));
    const auto total = static_cast<std::int64_t>(points_total_);
    const std::int64_t shards = count(root_, "shard_count", 1, total);
    count(root_, "shard_index", 0, shards - 1);
    const hdf5::Group design = root_.group("design");
    replicates_ = static_cast<std::uint64_t>(count(design, "replicates", 1, most_replicates));
    cells_ = count(design, "cell_count", 1, total);
    count(design, "common_shocks", 0, 1);
    const double days = design.number("series_days");
    if (!(days > 0) || !std::isfinite(days)) refuse("series_days of /design is no length of time");
    arms_ = length("/design/arm", Type::text);
    points_ = length("/outcomes/point", Type::int64);
    std::uint64_t economies = 0;
    if (__builtin_mul_overflow(points_total_, replicates_, &economies) ||
        __builtin_mul_overflow(economies, arms_, &economies) ||
        economies > static_cast<std::uint64_t>(most))
      refuse("points, replicates and arms are more than any sweep has");
    economies_ = economies;
    if (points_ > points_total_) refuse("/outcomes/point names more points than the sweep has");
  }

  void check_shapes() const {
    const Shape economies{arms_, points_, replicates_};
    expect("/outcomes/status", Type::int32, economies);
    check_statuses();
    expect("/design/cell", Type::int32, {points_total_});
    length("/series_all/day", Type::float64);
    length("/series_all/since_action", Type::float64);
    for (const auto& [path, dataset] : table_) {
      const bool outcome = path.starts_with("/outcomes/") && dataset->shape.size() != 1;
      if (outcome && path != "/outcomes/status") expect(path, Type::float64, economies);
    }
    const hdf5::Group design = root_.group("design");
    for (const std::string& name : design.members())
      if (design.dataset(name).has_attribute("varied")) {
        expect("/design/" + name, Type::float64, {points_total_});
        count(design.dataset(name), "sampled", 0, 1);
      }
  }

  /// Another version may have words for numbers that this one does not know.
  void check_statuses() const {
    if (root_.whole("model_version") != model_version) return;
    const std::string_view unknown = status_name(-1);
    const hdf5::Dataset stored = root_.group("outcomes").dataset("status");
    hdf5::for_each_block(stored.shape(), 1 << 19, [&](const Shape& start, const Shape& count) {
      for (const std::int32_t status : stored.read_block<std::int32_t>(start, count))
        if (status_name(status) == unknown)
          refuse(fmt::format("/outcomes/status holds {}, and no economy ends like that", status));
    });
  }

  /// Throws unless the values ascend, from 0 on and below `end`.
  void check_ascent(const std::string& path, const std::vector<std::int64_t>& values,
                    std::uint64_t end) const {
    std::int64_t before = -1;
    for (const std::int64_t value : values) {
      if (value <= before || static_cast<std::uint64_t>(value) >= end)
        refuse(fmt::format("{} is no ascending list of numbers below {}", path, end));
      before = value;
    }
  }

  void check_points() const {
    check_ascent("/outcomes/point", root_.group("outcomes").dataset("point").read<std::int64_t>(),
                 points_total_);
  }

  void check_cells() const {
    for (const std::int32_t cell : root_.group("design").dataset("cell").read<std::int32_t>())
      if (cell < 0 || cell >= cells_) refuse("/design/cell names more cells than there are");
  }

  void check_paths() const {
    const hdf5::Group paths = root_.group("paths");
    if (!paths.has("economy")) return;
    const std::uint64_t kept = length("/paths/economy", Type::int64);
    check_ascent("/paths/economy", paths.dataset("economy").read<std::int64_t>(), economies_);
    const std::uint64_t days = length("/paths/day", Type::float64);
    if (days != found("/series_all/day").shape[0])
      refuse("/paths/day and /series_all/day have different lengths");
    for (const PathInfo& info : path_table) {
      const std::string path = std::string("/paths/") + info.name;
      if (table_.contains(path))
        expect(path, Type::float32, {kept, days, static_cast<std::uint64_t>(path_subnets)});
    }
  }

  void check_inputs() const {
    const hdf5::Group inputs = root_.group("inputs");
    for (int i = 0; inputs.has("file_" + std::to_string(i)); ++i) {
      const std::string name = "file_" + std::to_string(i);
      const std::uint64_t held = length("/inputs/" + name, Type::byte);
      count(inputs.dataset(name), "size", 0, static_cast<std::int64_t>(held));
    }
  }

  const hdf5::Group& root_;
  std::map<std::string, const hdf5::FoundDataset*> table_;
  std::uint64_t arms_ = 0, points_ = 0, points_total_ = 0, replicates_ = 0, economies_ = 0;
  std::int64_t cells_ = 0;
};

}  // namespace

void check_counts(const hdf5::Group& root, const std::vector<hdf5::FoundDataset>& datasets) {
  Counts(root, datasets).check();
}

}  // namespace taosweep

#include "host/store/check/whole.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/core.h>

#include "host/experiment/hashes.hpp"
#include "host/store/check/digest.hpp"
#include "host/store/check/follows.hpp"
#include "host/store/file/sections.hpp"
#include "host/store/hdf5/blocks.hpp"
#include "host/store/read/open.hpp"
#include "host/text/sha256.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

using Axes = std::vector<std::string>;

std::string listed(const Axes& names) {
  return joined(names);
}

std::string listed(const hdf5::Shape& shape) {
  return joined_as(shape, [](std::uint64_t length) { return std::to_string(length); });
}

class Checks {
 public:
  explicit Checks(const hdf5::File& root) : root_(root) {}

  void add(const std::string& sentence) { failures_.push_back(sentence); }
  void add(const std::vector<std::string>& sentences) {
    failures_.insert(failures_.end(), sentences.begin(), sentences.end());
  }

  /// A dataset of the schema: there, with these axes, with a unit.
  void expect(const std::string& group, const std::string& name, const Axes& axes) {
    if (!root_.has(group)) {
      if (std::find(absent_.begin(), absent_.end(), group) == absent_.end()) {
        absent_.push_back(group);
        add(fmt::format("the group /{} is missing", group));
      }
      return;
    }
    const hdf5::Group parent = root_.group(group);
    if (!parent.has(name)) return add(fmt::format("the dataset /{}/{} is missing", group, name));
    const hdf5::Dataset dataset = parent.dataset(name);
    if (dataset.axes() != axes)
      add(fmt::format("the axes of /{}/{} are ({}), not ({})", group, name, listed(dataset.axes()),
                      listed(axes)));
    if (!dataset.has_attribute("units")) add(fmt::format("/{}/{} has no units", group, name));
    for (std::size_t i = 0; i < axes.size() && dataset.axes() == axes; ++i)
      if (parent.dataset(axes[i]).shape() != hdf5::Shape{dataset.shape()[i]})
        add(fmt::format("axis {} of /{}/{} has another length than its coordinate", axes[i], group,
                        name));
  }

  std::vector<std::string> failures() && { return std::move(failures_); }

 private:
  const hdf5::File& root_;
  std::vector<std::string> failures_, absent_;
};

void check_outcomes(Checks& checks, const Layout& layout) {
  checks.expect("outcomes", "status", {"arm", "point", "replicate"});
  for (const OutcomeInfo& info : outcome_table) {
    const std::string name = info.name;
    checks.expect("outcomes", name, {"arm", "point", "replicate"});
    for (const auto& [group, place] :
         {std::pair("distributions", "point"), std::pair("distributions_cells", "cell")}) {
      checks.expect(group, name + "_quantiles", {"arm", place, "quantile"});
      checks.expect(group, name + "_counts", {"arm", place, name + "_bin"});
      for (const char* column : {"_n", "_mean", "_standard_error"})
        checks.expect(group, name + column, {"arm", place});
    }
    if (layout.arms.size() < 2) continue;
    for (const char* column :
         {"_mean", "_standard_error", "_n", "_share_better", "_variance_reduction"}) {
      checks.expect("differences", name + column, {"compared_arm", "point"});
      checks.expect("differences_cells", name + column, {"compared_arm", "cell"});
      checks.expect("differences_all", name + column, {"compared_arm"});
    }
  }
}

void check_series(Checks& checks, const Layout& layout, bool shard) {
  for (const SeriesInfo& info : series_table) {
    const std::string name = info.name, time = axis_name(info.axis);
    if (layout.replicates >= 2) {
      checks.expect("series", name, {"arm", "point", time, "quantile"});
      checks.expect("series", name + "_n", {"arm", "point", time});
    }
    checks.expect("series_all", name, {"arm", "cell", time, "quantile"});
    checks.expect("series_all", name + "_n", {"arm", "cell", time});
    if (shard) checks.expect("shard", name + "_counts", {"arm", "cell", time, name + "_bin"});
  }
}

void check_identity(Checks& checks, const hdf5::File& root) {
  const hdf5::Group group = root.group("inputs");
  const Experiment experiment = stored_experiment(root);
  const std::vector<InputFile>& inputs = experiment.inputs;
  if (config_hash_of(experiment) != experiment.config_hash)
    checks.add("the config and the inputs do not fit config_hash");
  if (design_hash_of(experiment) != experiment.design_hash)
    checks.add("the design does not fit design_hash");
  if (inputs.empty()) checks.add("/inputs holds no file");
  for (std::size_t i = 0; i < inputs.size(); ++i)
    if (sha256_hex(inputs[i].bytes) != group.dataset("file_" + std::to_string(i)).text("sha256"))
      checks.add(fmt::format("the bytes of /inputs/file_{} ({}) do not fit their sha256", i,
                             inputs[i].name));
}

void check_paths(Checks& checks, const hdf5::File& root) {
  if (!root.group("paths").has("economy")) return;
  for (const PathInfo& info : path_table)
    checks.expect("paths", info.name, {"path", "day", "subnet"});
}

void check_completeness(Checks& checks, const hdf5::File& root) {
  const std::vector<std::int32_t> status =
      root.group("outcomes").dataset("status").read<std::int32_t>();
  const auto not_run = std::count(status.begin(), status.end(), static_cast<int>(Status::not_run));
  if (not_run > 0)
    checks.add(fmt::format("{} of {} economies were not run", not_run, status.size()));
}

/// "arm 1, point 0, replicate 7" of the element at `offset` in a row-major block.
std::string index_text(const hdf5::Dataset& dataset, const hdf5::Shape& start,
                       const hdf5::Shape& count, std::uint64_t offset) {
  const Axes axes = dataset.axes();
  std::string text;
  std::uint64_t rest = hdf5::elements(count);
  for (std::size_t i = 0; i < count.size(); ++i) {
    rest /= count[i];
    text += fmt::format("{}{} {}", i ? ", " : "", axes[i].empty() ? "axis" : axes[i],
                        start[i] + offset / rest);
    offset %= rest;
  }
  return text;
}

/// First difference of two datasets; empty = they are equal.
std::string difference(const hdf5::Dataset& a, const hdf5::Dataset& b) {
  if (a.type() != b.type())
    return fmt::format("types {} and {}", hdf5::type_name(a.type()), hdf5::type_name(b.type()));
  if (a.shape() != b.shape())
    return fmt::format("shapes ({}) and ({})", listed(a.shape()), listed(b.shape()));
  if (a.text_or("units", "") != b.text_or("units", "")) return "units";
  if (a.type() == hdf5::Type::text) {
    const std::vector<std::string> x = a.read_texts(), y = b.read_texts();
    const auto first = std::mismatch(x.begin(), x.end(), y.begin()).first;
    return first == x.end()
               ? ""
               : fmt::format("first at {}", index_text(a, {0}, a.shape(), first - x.begin()));
  }
  std::string found;
  hdf5::for_each_block(a.shape(), 1 << 19, [&](const hdf5::Shape& start, const hdf5::Shape& count) {
    if (!found.empty()) return;
    const std::vector<std::byte> x = a.bytes_of_block(start, count),
                                 y = b.bytes_of_block(start, count);
    const auto first = std::mismatch(x.begin(), x.end(), y.begin()).first;
    if (first == x.end()) return;
    const std::uint64_t element =
        static_cast<std::uint64_t>(first - x.begin()) / (x.size() / hdf5::elements(count));
    found = fmt::format("first at {}", index_text(a, start, count, element));
  });
  return found;
}

}  // namespace

std::vector<std::string> check_results(const std::string& file) {
  const hdf5::File root = open_results(file);
  Checks checks(root);
  try {
    if (digest_of(root) != root.text("content_digest"))
      checks.add("the content does not fit content_digest");
    const Layout layout = layout_of(root);
    if (root.whole("model_version") == model_version) {
      check_outcomes(checks, layout);
      check_series(checks, layout, root.whole("shard_count") > 1);
      check_paths(checks, root);
      checks.add(check_outcome_attributes(root));
      checks.add(check_origin(root, layout));
      checks.add(check_intervals(root, layout));
    }
    check_identity(checks, root);
    check_completeness(checks, root);
    if (!root.has("run")) checks.add("the group /run is missing");
  } catch (const hdf5::Hdf5Error& error) {
    checks.add(fmt::format("it cannot be read whole: {}", error.what()));
  }
  return std::move(checks).failures();
}

std::vector<std::string> compare_results(const std::string& file, const std::string& against) {
  const hdf5::File a = open_results(file), b = open_results(against);
  const std::vector<std::string> left = contract_datasets(a), right = contract_datasets(b);
  std::vector<std::string> differences;
  for (const std::string& path : left) {
    if (!std::binary_search(right.begin(), right.end(), path)) {
      differences.push_back(fmt::format("{} is only in {}", path, file));
      continue;
    }
    const std::string found = difference(dataset_at(a, path), dataset_at(b, path));
    if (!found.empty()) differences.push_back(fmt::format("{} differs: {}", path, found));
  }
  for (const std::string& path : right)
    if (!std::binary_search(left.begin(), left.end(), path))
      differences.push_back(fmt::format("{} is only in {}", path, against));
  return differences;
}

}  // namespace taosweep

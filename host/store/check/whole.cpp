#include "host/store/check/whole.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/experiment/hashes.hpp"
#include "host/store/check/digest.hpp"
#include "host/store/check/follows.hpp"
#include "host/store/check/plan.hpp"
#include "host/store/read/open.hpp"
#include "host/text/sha256.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

class Checks {
 public:
  void add(const std::string& sentence) { failures_.push_back(sentence); }
  void add(const std::vector<std::string>& sentences) {
    failures_.insert(failures_.end(), sentences.begin(), sentences.end());
  }

  std::vector<std::string> failures() && { return std::move(failures_); }

 private:
  std::vector<std::string> failures_;
};

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

void check_completeness(Checks& checks, const hdf5::File& root) {
  const std::vector<std::int32_t> status =
      root.group("outcomes").dataset("status").read<std::int32_t>();
  const auto not_run = std::count(status.begin(), status.end(), static_cast<int>(Status::not_run));
  if (not_run > 0)
    checks.add(fmt::format("{} of {} economies were not run", not_run, status.size()));
}

}  // namespace

std::vector<std::string> check_results(const std::string& file) {
  const hdf5::File root = open_results(file);
  Checks checks;
  try {
    if (digest_of(root) != root.text("content_digest"))
      checks.add("the content does not fit content_digest");
    const Layout layout = layout_of(root);
    if (root.whole("model_version") == model_version &&
        root.whole("schema_version") == schema_version) {
      checks.add(check_plan(root, layout));
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

}  // namespace taosweep

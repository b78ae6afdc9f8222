#include "host/store/check/whole.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/store/check/admission.hpp"
#include "host/store/check/follows.hpp"
#include "host/store/check/stopped.hpp"
#include "host/store/read/open.hpp"
#include "host/text/words.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

class Checks {
 public:
  void add(const std::string& sentence) {
    if (std::find(failures_.begin(), failures_.end(), sentence) == failures_.end())
      failures_.push_back(sentence);
  }
  void add(const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) add(sentence);
  }

  std::vector<std::string> failures() && { return std::move(failures_); }

 private:
  std::vector<std::string> failures_;
};

void check_completeness(Checks& checks, const hdf5::File& root) {
  const std::vector<std::int32_t> status =
      root.group("outcomes").dataset("status").read<std::int32_t>();
  const auto not_run = std::count(status.begin(), status.end(), static_cast<int>(Status::not_run));
  if (not_run > 0)
    checks.add(fmt::format("{} of {} economies were not run", not_run, status.size()));
}

}  // namespace

std::vector<std::string> check_results(const std::string& file) {
  const hdf5::File root = open_results(file, Tolerate::faults);
  Checks checks;
  const Admission& found = admission_of(file, true);
  checks.add(found.faults);
  if (!found.digest_fits) checks.add("the content does not fit content_digest");
  try {
    const Layout layout = layout_of(root);
    if (root.whole("model_version") == model_version &&
        root.whole("schema_version") == schema_version) {
      checks.add(check_outcome_attributes(root));
      checks.add(check_intervals(root, layout));
      if (found.faults.empty()) checks.add(check_look(root, layout));
    }
    check_completeness(checks, root);
    if (!root.has("run")) checks.add("the group /run is missing");
  } catch (const hdf5::Hdf5Error& error) {
    checks.add(fmt::format("it cannot be read whole: {}", error.what()));
  }
  return std::move(checks).failures();
}

}  // namespace taosweep

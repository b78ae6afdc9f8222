#include "host/run/stored_sweep.hpp"

#include <fmt/core.h>

#include "kernels/advance.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

StoredResults open_sweep(const std::string& file) {
  StoredResults stored = read_results(file);
  if (stored.model_version != model_version) {
    throw UsageError(fmt::format(
        "{}: made by model version {}, and this program is model version {}: its numbers "
        "would be others; use the taosweep that wrote it (`taosweep info` names it); what two "
        "files store, `taosweep verify FILE --against FILE2` compares whatever wrote them",
        file, stored.model_version, model_version));
  }
  if (stored.experiment.config_hash != stored.config_hash ||
      stored.experiment.design_hash != stored.design_hash) {
    throw UsageError(
        file +
        ": the stored config, inputs or design do not fit their hashes; the file was changed "
        "(`taosweep verify` says more)");
  }
  return stored;
}

}  // namespace taosweep

// taosweep verify.
#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/differences_text.hpp"
#include "host/commands/outcome_differences.hpp"
#include "host/commands/shard_text.hpp"
#include "host/store/check/compare.hpp"
#include "host/store/check/whole.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"

namespace taosweep {

namespace {

std::vector<std::string> failures_of(const std::string& file) {
  try {
    return check_results(file);
  } catch (const DamagedFile& error) {
    // Without the name of the file, which stands before every failure.
    const std::string sentence = error.what();
    return {sentence.starts_with(file + ": ") ? sentence.substr(file.size() + 2) : sentence};
  }
}

}  // namespace

int verify_command(const VerifyOptions& options) {
  int code = exit_done;
  const std::vector<std::string> failures = failures_of(options.file);
  for (const std::string& failure : failures) say("{}: {}", options.file, failure);
  if (!failures.empty()) code = exit_failed;
  if (failures.empty()) {
    const hdf5::File root = open_results(options.file);
    say("{}: whole{}, content digest {}", options.file, shard_text(root, layout_of(root)),
        root.text("content_digest"));
  }
  if (options.against.empty()) return code;
  const std::vector<std::string> differences = compare_results(options.file, options.against);
  if (!differences.empty()) {
    say_text(differences_text(options.file, options.against, differences));
    if (failures.empty()) say_text("\n" + outcome_differences(options.file, options.against));
    return exit_failed;
  }
  say("{} and {} hold the same data", options.file, options.against);
  return code;
}

}  // namespace taosweep

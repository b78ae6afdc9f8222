// taosweep merge.
#include "host/store/merge.hpp"
#include "host/commands/commands.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

int merge_command(const MergeOptions& options) {
  check_target(options.out);
  if (!options.force && name_is_taken(options.out))
    throw UsageError(options.out + " exists; choose another name, or replace it with --force");
  Target target(options.out);
  target.replace = options.force;
  merge_results(target, options.shards, options.command_line);
  return exit_done;
}

}  // namespace taosweep

// The program: command line in, exit code out.
#include <csignal>
#include <filesystem>
#include <new>

#include "host/commands/command_line.hpp"
#include "host/text/terminal.hpp"
#include "host/usage_error.hpp"
#include "kernels/arithmetic.hpp"

namespace taosweep {
namespace {

/// Throws where the program was compiled with flags that cost equal bits.
void look_at_arithmetic() {
  if (const char* changed = restore_arithmetic()) {
    warn(std::string("something loaded with this program, as by LD_PRELOAD, had changed how the "
                     "processor computes (") +
         changed + "); it was set back, and the results are as ever");
  }
  if (const char* fault = arithmetic_fault()) {
    throw std::runtime_error(std::string("this build does not give the bits of other builds: ") +
                             fault + "; build it anew without -ffast-math and its like");
  }
}

int show(const ShowText& shown) {
  say_text(shown.text);
  return exit_done;
}

struct Dispatch {
  int operator()(const ShowText& text) const { return show(text); }
  int operator()(const RunOptions& options) const { return run_command(options); }
  int operator()(const ReplayOptions& options) const { return replay_command(options); }
  int operator()(const RerunOptions& options) const { return rerun_command(options); }
  int operator()(const MergeOptions& options) const { return merge_command(options); }
  int operator()(const StatusOptions& options) const { return status_command(options); }
  int operator()(const VerifyOptions& options) const { return verify_command(options); }
  int operator()(const CompareOptions& options) const { return compare_command(options); }
  int operator()(const SensitivityOptions& options) const { return sensitivity_command(options); }
  int operator()(const RaceOptions& options) const { return race_command(options); }
  int operator()(const SolveOptions& options) const { return solve_command(options); }
  int operator()(const RareOptions& options) const { return rare_command(options); }
  int operator()(const ValidateOptions& options) const { return validate_command(options); }
  int operator()(const InfoOptions& options) const { return info_command(options.file); }
  int operator()(const ParamsOptions& options) const { return params_command(options.word); }
  int operator()(const OutcomesOptions& options) const { return outcomes_command(options.word); }
  int operator()(const ErasOptions& options) const { return eras_command(options); }
  int operator()(const StateOptions& options) const { return state_command(options); }
  int operator()(const DevicesOptions&) const { return devices_command(); }
};

}  // namespace
}  // namespace taosweep

int main(int argc, char** argv) {
  using namespace taosweep;
  // A reader that goes away and a file that may not grow are errors of a call,
  // which say what to do.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    look_at_arithmetic();
    const int code = std::visit(Dispatch{}, parse_command_line(argc, argv));
    if (const std::string why = output_failure(); !why.empty())
      throw std::runtime_error("standard output could not be written: " + why);
    return code;
  } catch (const UsageError& error) {
    tell_sentence(error.what());
    return exit_usage;
  } catch (const std::filesystem::filesystem_error& error) {
    tell("cannot use {}: {}; choose a file or folder that can be read and written",
         error.path1().string(), error.code().message());
    return exit_usage;
  } catch (const std::bad_alloc&) {
    tell("out of memory; reduce points, replicates or arms, or use --shard");
    return exit_failed;
  } catch (const std::exception& error) {
    tell_sentence(error.what());
    return exit_failed;
  }
}

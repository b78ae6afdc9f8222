// The program: command line in, exit code out.
#include <filesystem>
#include <iostream>
#include <new>

#include "host/commands/command_line.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

int show(const ShowText& shown) {
  std::cout << shown.text;
  return exit_done;
}

struct Dispatch {
  int operator()(const ShowText& text) const { return show(text); }
  int operator()(const RunOptions& options) const { return run_command(options); }
  int operator()(const ReplayOptions& options) const { return replay_command(options); }
  int operator()(const RerunOptions& options) const { return rerun_command(options); }
  int operator()(const MergeOptions& options) const { return merge_command(options); }
  int operator()(const VerifyOptions& options) const { return verify_command(options); }
  int operator()(const ValidateOptions& options) const { return validate_command(options); }
  int operator()(const InfoOptions& options) const { return info_command(options.file); }
  int operator()(const ParamsOptions& options) const { return params_command(options.prefix); }
  int operator()(const ErasOptions& options) const { return eras_command(options.name); }
  int operator()(const DevicesOptions&) const { return devices_command(); }
};

}  // namespace
}  // namespace taosweep

int main(int argc, char** argv) {
  using namespace taosweep;
  try {
    const int code = std::visit(Dispatch{}, parse_command_line(argc, argv));
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("standard output could not be written");
    return code;
  } catch (const UsageError& error) {
    std::cerr << "taosweep: " << error.what() << "\n";
    return exit_usage;
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "taosweep: cannot use " << error.path1().string() << ": " << error.code().message()
              << "; choose a file or folder that can be read and written\n";
    return exit_usage;
  } catch (const std::bad_alloc&) {
    std::cerr << "taosweep: out of memory; reduce points, replicates or arms, or use --shard\n";
    return exit_failed;
  } catch (const std::exception& error) {
    std::cerr << "taosweep: " << error.what() << "\n";
    return exit_failed;
  }
}

// The command line as plain data.
#pragma once

#include <string>
#include <variant>

#include "host/commands/commands.hpp"

namespace taosweep {

/// Text that was asked for: --help, --version.
struct ShowText {
  std::string text;
};
struct InfoOptions {
  std::string file;
};
struct ParamsOptions {
  std::string word;
};
struct OutcomesOptions {
  std::string word;
};
struct DevicesOptions {};

using Command =
    std::variant<ShowText, RunOptions, ReplayOptions, RerunOptions, MergeOptions, StatusOptions,
                 VerifyOptions, CompareOptions, SensitivityOptions, RaceOptions, SolveOptions,
                 RareOptions, ValidateOptions, InfoOptions, ParamsOptions, OutcomesOptions,
                 ErasOptions, StateOptions, DevicesOptions>;

/// Reads the arguments of main. Throws UsageError that
/// says what is wrong and what there is instead.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace taosweep

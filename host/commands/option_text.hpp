// Values of command line options.
#pragma once

#include <cstdint>
#include <string>

#include "host/commands/commands.hpp"

namespace taosweep {

inline constexpr char sets_help[] =
    "key=value over the config, any number of times: time.days=30, "
    "'vary.attack.day=grid(0, 30)', arms.foundation.acts=no,yes; an empty value "
    "removes the line; a # stands in title, question and hypothesis alone";
inline constexpr char until_help[] =
    "stop as soon as an interval is narrow enough, at sweep.points at the latest: 'OUTCOME[ARM] "
    "halfwidth < 0.03', of a difference OUTCOME[ARM - ARM], of a quantile quantile(OUTCOME[ARM], "
    "0.9), of a map with ' in CELL' (its label) or ' in every cell' behind it; the same as --set "
    "sweep.until=...";

/// "auto", "cpu", "cuda" or "cuda:N" into `device`. Throws UsageError for anything else.
void read_device(const std::string& text, DeviceOptions& device);

/// The name of an instruction set that this processor has, or "auto": its fastest. Throws
/// UsageError that names the option and lists them.
Isa read_isa(const std::string& option, const std::string& text);

/// Values of --device, --isa and --threads. Throws UsageError, also where two do not fit.
void read_device_options(const std::string& name, const std::string& isa,
                         const std::string& threads, DeviceOptions& device);

/// "I/N" with 0 <= I < N. Throws UsageError.
void read_shard(const std::string& text, RunOptions& options);

/// A whole number from `low` on. Throws UsageError that names the option.
std::uint64_t read_count(const std::string& option, const std::string& text, std::uint64_t low);

/// A number between 0 and 1, neither of them. Throws UsageError that names the option.
double read_part(const std::string& option, const std::string& text);

/// ./<config stem>.h5
std::string default_out(const std::string& config);

/// A word as a shell would read it back, in quotes where it needs them.
std::string shell_word(const std::string& word);

/// The arguments as one line that a shell would read back.
std::string joined_arguments(int argc, const char* const* argv);

/// Names of the back ends of this processor, by comma.
std::string isa_names();
/// Names of all back ends that there are, by comma.
std::string all_isa_names();

}  // namespace taosweep

#include "host/commands/option_text.hpp"

#include <filesystem>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

std::string isa_names() {
  std::vector<std::string> names;
  for (const IsaInfo& info : isa_table)
    if (isa_available(info.isa)) names.emplace_back(info.name);
  return joined(names);
}

std::string all_isa_names() {
  return joined_as(isa_table, [](const IsaInfo& info) { return std::string(info.name); });
}

void read_device(const std::string& text, DeviceOptions& device) {
  if (text == "auto") {
    device.kind = DeviceKind::automatic;
  } else if (text == "cpu") {
    device.kind = DeviceKind::cpu;
  } else if (text == "cuda") {
    device.kind = DeviceKind::cuda;
  } else {
    const auto index = text.starts_with("cuda:") ? parse_count(text.substr(5)) : std::nullopt;
    if (!index || *index > 1023) {
      throw UsageError("--device " + text + ": there is auto, cpu, cuda, cuda:N with N from 0");
    }
    device.kind = DeviceKind::cuda;
    device.cuda_index = static_cast<int>(*index);
  }
}

Isa read_isa(const std::string& option, const std::string& text) {
  if (text == "auto") return best_isa();
  for (const IsaInfo& info : isa_table) {
    if (text != info.name) continue;
    if (isa_available(info.isa)) return info.isa;
    throw UsageError(option + " " + text + ": this processor cannot; it has: auto, " + isa_names());
  }
  throw UsageError(option + " " + text + " is unknown; this processor has: auto, " + isa_names());
}

void read_device_options(const std::string& name, const std::string& isa,
                         const std::string& threads, DeviceOptions& device) {
  read_device(name, device);
  if (isa != "auto") device.isa = read_isa("--isa", isa);
  if (device.kind == DeviceKind::cuda && device.isa) {
    throw UsageError("--isa " + isa + " chooses a CPU's back end, but --device asks for a GPU");
  }
  if (threads.empty()) return;
  const auto count = read_count("--threads", threads, 1);
  if (count > 4096) throw UsageError("--threads " + threads + ": at most 4096");
  device.threads = static_cast<std::uint32_t>(count);
}

void read_shard(const std::string& text, RunOptions& options) {
  const auto slash = text.find('/');
  const auto index = parse_count(text.substr(0, slash));
  const auto count =
      slash == std::string::npos ? std::nullopt : parse_count(text.substr(slash + 1));
  if (!index || !count || *index >= *count) {
    throw UsageError("--shard " + text +
                     ": expected I/N, with I from 0 to N-1 (0/4 .. 3/4), or auto");
  }
  options.shard_index = *index;
  options.shard_count = *count;
}

std::uint64_t read_count(const std::string& option, const std::string& text, std::uint64_t low) {
  const auto count = parse_count(text);
  if (!count || *count < low) {
    throw UsageError(option + " " + text + ": expected a whole number from " + std::to_string(low) +
                     ", in digits");
  }
  return *count;
}

double read_part(const std::string& option, const std::string& text) {
  const auto part = parse_number(text);
  if (!part || !(*part > 0 && *part < 1))
    throw UsageError(option + " " + text + ": expected a number between 0 and 1, such as 0.00823");
  return *part;
}

std::string default_out(const std::string& config) {
  return "./" + std::filesystem::path(config).stem().string() + ".h5";
}

std::string shell_word(const std::string& word) {
  constexpr char plain[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  return "'" + joined(split(word, '\''), "'\\''") + "'";
}

std::string joined_arguments(int argc, const char* const* argv) {
  return joined_as(std::vector<std::string>(argv, argv + argc), shell_word, " ");
}

}  // namespace taosweep

#include "host/store/check/admission.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <tuple>

#include <fmt/core.h>

#include "host/store/check/walk.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/read/quarantine.hpp"

namespace taosweep {

namespace {

// What honest files need is a tenth of this. By the clock there is more time: a disk may be slow,
// and a processor shared. Nothing that waits for somebody is opened.
constexpr double least_cpu = 5, bytes_per_cpu_second = 5e6;
constexpr double least_seconds = 60, bytes_per_second = 1e6;
constexpr std::uint64_t least_memory = std::uint64_t{1} << 30, memory_per_byte = 16;

/// A file as it stood: another one, or other bytes, give another value.
using Standing = std::tuple<dev_t, ino_t, off_t, std::int64_t, std::int64_t>;

Standing standing_of(const std::string& file) {
  struct stat found;
  if (::stat(file.c_str(), &found) != 0)
    throw UnreadableFile(fmt::format("{} cannot be read: {}", file, std::strerror(errno)));
  const auto time = [](const timespec& at) {
    return std::int64_t{at.tv_sec} * 1000000000 + at.tv_nsec;
  };
  return {found.st_dev, found.st_ino, found.st_size, time(found.st_mtim), time(found.st_ctim)};
}

Bounds bounds_of(std::uint64_t size) {
  const auto bytes = static_cast<double>(size);
  return {least_seconds + std::floor(bytes / bytes_per_second),
          least_cpu + std::floor(bytes / bytes_per_cpu_second),
          least_memory + memory_per_byte * size};
}

void put(std::string& message, const std::string& text) {
  message += std::to_string(text.size()) + ":" + text;
}

std::string taken(std::string_view& message) {
  const std::size_t colon = message.find(':');
  std::size_t size = 0;
  for (const char digit : message.substr(0, colon)) size = size * 10 + (digit - '0');
  const std::string text(message.substr(colon + 1, size));
  message.remove_prefix(colon + 1 + text.size());
  return text;
}

std::string message_of(const Admission& found) {
  std::string message;
  put(message, found.refusal);
  put(message, std::to_string(static_cast<int>(found.fitness)));
  put(message, std::to_string(static_cast<int>(found.seal)));
  put(message, found.digest);
  put(message, found.digest_fits ? "fits" : "");
  for (const std::string& fault : found.faults) put(message, fault);
  return message;
}

Admission admission_from(std::string_view message) {
  Admission found;
  found.refusal = taken(message);
  found.fitness = static_cast<Fitness>(std::stoi(taken(message)));
  found.seal = static_cast<Seal>(std::stoi(taken(message)));
  found.digest = taken(message);
  found.digest_fits = !taken(message).empty();
  while (!message.empty()) found.faults.push_back(taken(message));
  return found;
}

std::string fault_of_walk(const std::string& file, const std::string& fault) {
  return fmt::format("damaged or hostile: the walk through {} {}", file, fault);
}

Admission walked(const std::string& file, std::uint64_t size, bool past_a_broken_seal) {
  const StepEnd end =
      in_quarantine(
          1, [&](std::size_t) { return message_of(walk_results(file, past_a_broken_seal)); },
          [&](std::size_t) { return bounds_of(size); })
          .front();
  if (end.fault.empty()) return admission_from(end.answer);
  Admission found;
  found.refusal = fault_of_walk(file, end.fault);
  found.fitness = Fitness::damaged;
  return found;
}

struct Remembered {
  Standing standing;
  bool past_a_broken_seal = false;
  Admission admission;
};

std::mutex mutex;

std::map<std::string, Remembered>& memory() {
  static std::map<std::string, Remembered> files;
  return files;
}

}  // namespace

const Admission& admission_of(const std::string& results_file, bool past_a_broken_seal) {
  refuse_unreadable(results_file);
  const Standing standing = standing_of(results_file);
  const std::lock_guard lock(mutex);
  const auto known = memory().find(results_file);
  if (known != memory().end() && known->second.standing == standing &&
      known->second.past_a_broken_seal >= past_a_broken_seal)
    return known->second.admission;
  Admission found =
      walked(results_file, static_cast<std::uint64_t>(std::get<2>(standing)), past_a_broken_seal);
  if (standing_of(results_file) != standing)
    throw UnreadableFile(results_file + ": it changes while it is read; wait until it is whole");
  return (memory()[results_file] = {standing, past_a_broken_seal, std::move(found)}).admission;
}

std::vector<std::string> refusals_of_chunks(const std::vector<std::string>& files) {
  const auto ends = in_quarantine(
      files.size(), [&](std::size_t i) { return walk_chunk(files[i]); },
      [&](std::size_t i) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(files[i], error);
        return bounds_of(error ? 0 : size);
      });
  std::vector<std::string> refusals;
  for (std::size_t i = 0; i < ends.size(); ++i)
    refusals.push_back(ends[i].fault.empty() ? ends[i].answer
                                             : fault_of_walk(files[i], ends[i].fault));
  return refusals;
}

void remember_own(const std::string& results_file, const std::string& digest) {
  Admission own;
  own.seal = Seal::right;
  own.digest = digest;
  const std::lock_guard lock(mutex);
  memory()[results_file] = {standing_of(results_file), true, own};
}

}  // namespace taosweep

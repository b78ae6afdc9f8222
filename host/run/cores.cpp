#include "host/run/cores.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/core.h>

#include "host/text/number_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// Cores that the scheduler may put this process on.
int affinity() {
  // As large as the kernel's own set, which may count more than the 1024 of cpu_set_t.
  for (int cores = 1024; cores <= 1 << 20; cores *= 4) {
    cpu_set_t* set = CPU_ALLOC(cores);
    const std::size_t size = CPU_ALLOC_SIZE(cores);
    const bool read = ::sched_getaffinity(0, size, set) == 0;
    const int count = read ? CPU_COUNT_S(size, set) : 0;
    CPU_FREE(set);
    if (count > 0) return count;
  }
  return static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
}

}  // namespace

Cores cores_of(int affinity, const FileText& file, const Environment& environment) {
  Cores cores{std::max(1, affinity), "processor affinity"};
  const auto limit = [&](double count, const char* set_by) {
    const double whole = std::ceil(count - 1e-9);
    if (whole >= 1 && whole < cores.count) cores = {static_cast<int>(whole), set_by};
  };
  if (const auto quota = quota_of_cores(file)) limit(*quota, "the quota of its control group");
  const char* slurm = environment("SLURM_CPUS_PER_TASK");
  if (const auto count = slurm ? parse_count(slurm) : std::nullopt)
    limit(static_cast<double>(*count), "SLURM_CPUS_PER_TASK");
  return cores;
}

Cores usable_cores() {
  return cores_of(affinity(), file_text, [](const char* name) { return std::getenv(name); });
}

std::string too_many_threads(std::uint64_t threads, const Cores& cores) {
  if (threads <= static_cast<std::uint64_t>(cores.count)) return "";
  return fmt::format(
      "--threads {} is more than the {} that this process has, by {}: they share them, and "
      "get no more done",
      threads, counted(static_cast<std::uint64_t>(cores.count), "core"), cores.set_by);
}

}  // namespace taosweep

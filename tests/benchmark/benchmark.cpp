// Speed of each back end beside the plain model, on the economy of a config.
//
// Items are subnet-blocks: one living subnet, one block. The plain model draws from
// the standard library, as one would write it first. On a GPU a batch of economies runs at once.
//
// Usage: taosweep_benchmark [--config=FILE] [--set=KEY=VALUE]... [--threads=N] [--economies=N]
//                           [--repetitions=N] [OPTION OF GOOGLE BENCHMARK]...
//   --config       tests/benchmark/every_block.ini by default
//   --threads      also measures the back ends on N threads at once; 1 by default: one alone
//   --economies    a GPU runs so many together, 4096 by default
//   --repetitions  of each, 3 by default
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "kernels/economy/setup.hpp"
#include "tests/model/plain_model.hpp"

namespace taosweep {
namespace {

struct Options {
  std::string config = TAOSWEEP_SOURCE_DIR "/tests/benchmark/every_block.ini";
  std::vector<std::string> sets;
  int threads = 1, repetitions = 3, economies = 4096;
};

/// Economies differ in their replicate.
std::vector<Job> jobs_of(const Parameters& p, std::uint32_t from, std::uint32_t count) {
  std::vector<Job> jobs;
  for (std::uint32_t i = 0; i < count; ++i) jobs.push_back({p, {1, 0, from + i}});
  return jobs;
}

void count_subnet_blocks(benchmark::State& state, const Parameters& p, double economies) {
  const Clock clock = make_clock(p, 1);
  const double each = static_cast<double>(clock.room) * clock.horizon;
  state.SetItemsProcessed(
      static_cast<std::int64_t>(static_cast<double>(state.iterations()) * economies * each));
}

void run(const Job& job, Isa isa, std::atomic<bool>& failed) {
  const auto results = advance_cpu({&job, 1}, {job.parameters.time.days, 1, false}, isa);
  if (results[0].status != Status::ok) failed = true;
}

/// An economy on each thread; with one, on the thread that is measured.
void back_end(benchmark::State& state, const Parameters& p, Isa isa, int threads) {
  const auto jobs = jobs_of(p, 0, static_cast<std::uint32_t>(threads));
  std::atomic<bool> failed = false;
  for (auto _ : state) {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < jobs.size(); ++i)
      others.emplace_back([&, i] { run(jobs[i], isa, failed); });
    run(jobs[0], isa, failed);
  }
  if (failed) state.SkipWithError("an economy failed");
  count_subnet_blocks(state, p, threads);
}

void card(benchmark::State& state, const Parameters& p, int economies, int device) {
  const auto jobs = jobs_of(p, 0, static_cast<std::uint32_t>(economies));
  for (auto _ : state) {
    const auto results = advance_cuda(jobs, {p.time.days, 1, false}, device);
    if (results[0].status != Status::ok) state.SkipWithError("the economy failed");
  }
  count_subnet_blocks(state, p, economies);
}

void plain_model(benchmark::State& state, const Parameters& p) {
  const Clock clock = make_clock(p, 1);
  const auto start = std::make_unique<EconomyState<4>>();
  set_launch_state(p, clock, make_segments(p), {1, 0, 0}, *start);
  for (auto _ : state) {
    plain::Economy economy = plain::economy_of(*start);
    plain::FreeDraws draws(1);
    while (economy.scalars.block < clock.horizon) plain::advance_tick(p, clock, draws, economy);
    if (!(economy.subnets[0].tao > 0)) state.SkipWithError("the economy failed");
  }
  count_subnet_blocks(state, p, 1);
}

template <class Function, class... Arguments>
auto* add(const std::string& name, int repetitions, Function function, Arguments... arguments) {
  return benchmark::RegisterBenchmark(name.c_str(), function, arguments...)
      ->Unit(benchmark::kMillisecond)
      ->MinTime(0.1)
      ->Repetitions(repetitions);
}

void add_all(const Parameters& p, const Options& options) {
  const int times = options.repetitions;
  add("plain C++ model", times, plain_model, p);
  for (const IsaInfo& info : isa_table) {
    if (!isa_available(info.isa)) continue;
    const std::string name = std::string("taosweep ") + info.name;
    add(name, times, back_end, p, info.isa, 1);
    if (options.threads > 1)
      add(name + " all", times, back_end, p, info.isa, options.threads)->UseRealTime();
  }
  for (const DeviceInfo& device : cuda_devices()) {
    add("taosweep cuda " + device.name, times, card, p, options.economies, device.index)
        ->UseRealTime();
    break;
  }
}

/// The value of --name=value, or nothing.
const char* value_of(const char* argument, const std::string& name) {
  const std::string start = "--" + name + "=";
  return std::string(argument).starts_with(start) ? argument + start.size() : nullptr;
}

int whole(const char* text) {
  char* end = nullptr;
  const long value = std::strtol(text, &end, 10);
  if (*end != '\0' || value < 1 || value > 1000000)
    throw UsageError(std::string(text) + " is no number from 1 to 1000000");
  return static_cast<int>(value);
}

Options read(int count, char** arguments) {
  Options o;
  for (int i = 1; i < count; ++i) {
    if (const char* file = value_of(arguments[i], "config")) {
      o.config = file;
    } else if (const char* set = value_of(arguments[i], "set")) {
      o.sets.emplace_back(set);
    } else if (const char* threads = value_of(arguments[i], "threads")) {
      o.threads = whole(threads);
    } else if (const char* times = value_of(arguments[i], "repetitions")) {
      o.repetitions = whole(times);
    } else if (const char* economies = value_of(arguments[i], "economies")) {
      o.economies = whole(economies);
    } else {
      throw UsageError(std::string("unknown option '") + arguments[i] +
                       "'; usage: taosweep_benchmark [--config=FILE] [--set=KEY=VALUE]... "
                       "[--threads=N] [--economies=N] [--repetitions=N] [--benchmark_...]");
    }
  }
  return o;
}

}  // namespace
}  // namespace taosweep

int main(int count, char** arguments) {
  using namespace taosweep;
  benchmark::Initialize(&count, arguments);
  try {
    const Options options = read(count, arguments);
    const Experiment experiment = load_experiment(options.config, options.sets);
    add_all(parameters_of(experiment, 0, 0), options);
  } catch (const UsageError& error) {
    std::fprintf(stderr, "error: %s\n", error.what());
    return 2;
  }
  benchmark::RunSpecifiedBenchmarks();
}

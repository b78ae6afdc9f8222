// Speed of each back end beside the plain model: one
// economy of 128 subnets at every block, on one core.
//
// The 128th subnet is a fresh one that opens with an attack on day 0, so that
// every stage runs. Items are subnet-blocks. The plain model draws from the
// standard library, as one would write it first.
//
// Usage: taosweep_benchmark [--days=D] [OPTION OF GOOGLE BENCHMARK]...
//   --days  horizon [d], 10 by default; 365 is a year. Three repetitions below 100 days, of
//   which the median counts; else one.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "kernels/economy/setup.hpp"
#include "tests/model/plain_model.hpp"

namespace taosweep {
namespace {

Parameters every_block(double days) {
  Parameters p;
  p.network.subnets = 127;
  p.attack.mode = AttackMode::meme_holders;
  p.attack.subnet = AttackSubnet::fresh;
  p.time.days = days;
  return p;
}

void count(benchmark::State& state, const Parameters& p) {
  const double subnet_blocks = 128 * make_clock(p, 1).horizon;
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * subnet_blocks));
}

void back_end(benchmark::State& state, double days, Isa isa) {
  const Job job{every_block(days), {1, 0, 0}};
  for (auto _ : state) {
    const auto results = advance_cpu({&job, 1}, {days, 1, false}, isa);
    if (results[0].status != Status::ok) state.SkipWithError("the economy failed");
  }
  count(state, job.parameters);
}

void plain_model(benchmark::State& state, double days) {
  const Parameters p = every_block(days);
  const Clock clock = make_clock(p, 1);
  const auto start = std::make_unique<EconomyState<4>>();
  set_launch_state(p, clock, make_segments(p), {1, 0, 0}, *start);
  for (auto _ : state) {
    plain::Economy economy = plain::economy_of(*start);
    plain::FreeDraws draws(1);
    while (economy.scalars.block < clock.horizon) plain::advance_tick(p, clock, draws, economy);
    if (!(economy.subnets[0].tao > 0)) state.SkipWithError("the economy failed");
  }
  count(state, p);
}

template <class Function, class... Arguments>
void add(const char* name, Function function, double days, Arguments... arguments) {
  benchmark::RegisterBenchmark(name, function, days, arguments...)
      ->Unit(benchmark::kMillisecond)
      ->Repetitions(days < 100 ? 3 : 1)
      ->ReportAggregatesOnly(true);
}

}  // namespace
}  // namespace taosweep

int main(int count, char** arguments) {
  using namespace taosweep;
  benchmark::Initialize(&count, arguments);
  double days = 10;
  for (int i = 1; i < count; ++i) {
    char* end = nullptr;
    if (std::strncmp(arguments[i], "--days=", 7) == 0) days = std::strtod(arguments[i] + 7, &end);
    if (end == nullptr || *end != '\0' || !(days > 0)) {
      std::fprintf(stderr, "error: unknown option '%s'; usage: %s [--days=D] [--benchmark_...]\n",
                   arguments[i], arguments[0]);
      return 2;
    }
  }
  add("plain model", plain_model, days);
  for (const IsaInfo& info : isa_table) {
    if (isa_available(info.isa)) add(info.name, back_end, days, info.isa);
  }
  benchmark::RunSpecifiedBenchmarks();
}

// Writes the made-up sweep of sample_results.hpp, so that tests in Python can open it:
//   write_sample_file OUT [one-replicate | shard-0 | shard-1]
#include <cstdio>
#include <cstring>

#include "tests/host/sample_results.hpp"

int main(int arguments, char** values) {
  using namespace taosweep;
  if (arguments < 2) {
    std::fprintf(stderr, "usage: write_sample_file OUT [one-replicate | shard-0 | shard-1]\n");
    return 2;
  }
  const char* kind = arguments > 2 ? values[2] : "whole";
  const Experiment e = samples::experiment(std::strcmp(kind, "one-replicate") == 0 ? 1 : 8);
  if (std::strncmp(kind, "shard-", 6) == 0) {
    const std::uint64_t shard = kind[6] == '1';
    const std::uint64_t points = shard ? 5 : 3;
    write_results(values[1], e, samples::portion(3 * shard, points, shard, 2),
                  samples::results(e, 3 * shard, points), samples::facts());
  } else {
    write_results(values[1], e, whole_sweep(e), samples::results(e, 0, e.points.size()),
                  samples::facts());
  }
  return 0;
}

// Numbers of economies on their way into a results file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kernels/advance.hpp"

namespace taosweep {

/// Results of whole consecutive points, or of consecutive replicates of one point; all arms of a
/// point and replicate stand together. Economies run as [point][replicate][arm].
struct PointResults {
  std::uint64_t first_point = 0;  ///< position in the list of the file's points
  std::uint64_t points = 0;
  std::uint64_t first_replicate = 0;
  std::uint64_t replicates = 0;      ///< of each point
  std::vector<std::int32_t> status;  ///< [economy]
  std::vector<double> outcomes;  ///< [outcome][economy]; derived outcomes (stopped, ...) filled in
  std::vector<float> series;     ///< [number of EconomyResult::series][economy]
  std::map<std::uint64_t, std::vector<float>> paths;  ///< economy id -> EconomyResult::path
};

/// Facts about the run that are outside the determinism contract: group /run.
struct RunFacts {
  std::string command_line, device, isa, host, started, finished;
  int threads = 0;
  double wall_seconds = 0, subnet_steps = 0;
  double economy_cpu_seconds = 0;  ///< processor time of threads while economies ran on them
  std::string summaries;           ///< who sorted and counted: "cpu", "cuda:0, cuda:1"
  std::string shards;              ///< "0/1", or the list merged
  std::vector<std::string> notes;  ///< warnings and mishaps, a sentence each
};

}  // namespace taosweep

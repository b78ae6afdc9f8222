// A results file read back as the experiment it came from.
#pragma once

#include <string>
#include <vector>

#include "host/store/portion.hpp"

namespace taosweep {

/// What a results file is about, complete enough for replay and rerun; of its numbers none.
struct StoredResults {
  Experiment experiment;
  Portion portion;
  int model_version = 0, schema_version = 0;
  std::string content_digest, config_hash, design_hash;
};
/// Throws UsageError for a file that is no results file of a schema this version reads.
StoredResults read_results(const std::string& file);

/// What a results file stores of one economy.
struct EconomyInFile {
  std::int32_t status = 0;
  std::vector<double> outcomes;  ///< [outcome]
  std::vector<float> path;       ///< EconomyResult::path; empty = not kept
};
/// Reads that economy alone, however large the file is.
/// Throws UsageError where the file does not hold it.
EconomyInFile read_economy(const std::string& file, const StoredResults& stored,
                           std::uint64_t economy);

/// Number of economies of the file.
std::uint64_t economies_of(const StoredResults& stored);

/// True where the file holds an economy of this id.
bool holds(const StoredResults& stored, std::uint64_t economy);

}  // namespace taosweep

// A results file read back as the experiment it came from.
#pragma once

#include <string>

#include "host/store/point_results.hpp"
#include "host/store/portion.hpp"

namespace taosweep {

/// A results file read back, complete enough for replay, rerun, merge and verify.
struct StoredResults {
  Experiment experiment;
  Portion portion;
  PointResults results;  ///< without series: a file keeps their distributions
  int model_version = 0, schema_version = 0;
  std::string content_digest, config_hash, design_hash;
};
/// Throws UsageError for a file that is no results file of a schema this version reads.
StoredResults read_results(const std::string& file);

}  // namespace taosweep

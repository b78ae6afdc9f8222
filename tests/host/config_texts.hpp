// Config texts as experiments, for the tests of config files.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "tests/host/folder.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep {

/// A folder of its own for the running test, removed at its end, with a file a.ini.
class ConfigFile {
 public:
  explicit ConfigFile(const std::string& text) { std::ofstream(path(), std::ios::binary) << text; }

  std::string path() const { return folder_ / "a.ini"; }

 private:
  samples::Folder folder_;
};

inline Experiment experiment_of(const std::string& text,
                                const std::vector<std::string>& sets = {}) {
  const ConfigFile file(text);
  return load_experiment(file.path(), sets);
}

/// The points of an experiment, for matchers.
inline std::vector<std::vector<double>> rows_of(const Points& points) {
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < points.size(); ++i)
    rows.emplace_back(points[i].begin(), points[i].end());
  return rows;
}

/// Message of the UsageError that loading throws; a test failure where it throws none.
inline std::string complaint_of(const std::string& text,
                                const std::vector<std::string>& sets = {}) {
  const std::string refusal = refusal_in([&] { experiment_of(text, sets); });
  EXPECT_NE(refusal, "taken") << "this config:\n" << text;
  return refusal;
}

}  // namespace taosweep

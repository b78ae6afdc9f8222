// Recorded states and prices of the chain: tables in the folder that TAOSWEEP_DATA names.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace taosweep {

inline const char* recorded_folder() {
  return std::getenv("TAOSWEEP_DATA");
}

/// A test against what the chain recorded.
class RecordedChain : public testing::Test {
 protected:
  void SetUp() override {
    if (!recorded_folder())
      GTEST_SKIP() << "TAOSWEEP_DATA is not set: it names the folder of recorded chain data to "
                      "compare with";
  }
};

/// A table with a header: cells as text, numbers as double, NaN where nothing was recorded.
struct Recorded {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  explicit Recorded(const std::string& name) {
    std::ifstream file(std::string(recorded_folder()) + "/" + name);
    if (!file) throw std::runtime_error("TAOSWEEP_DATA holds no " + name);
    std::string line;
    while (std::getline(file, line)) {
      std::vector<std::string> cells;
      std::stringstream stream(line);
      for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
      if (header.empty())
        header = cells;
      else
        rows.push_back(cells);
    }
  }
  std::size_t column(const std::string& name) const {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header[i] == name) return i;
    }
    throw std::runtime_error("no column " + name);
  }
  double number(std::size_t row, std::size_t column) const {
    const auto& cells = rows.at(row);
    return column < cells.size() && !cells[column].empty() ? std::stod(cells[column]) : NAN;
  }
  double number(std::size_t row, const std::string& name) const {
    return number(row, column(name));
  }
};

}  // namespace taosweep

// A file of network states as rows of named cells, whatever it is written in.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/text/json.hpp"

namespace taosweep {

/// One object of a JSON file, or one line of a table, whose cells are texts.
struct Row {
  const Json* cells;
  std::string place;  ///< "data[3]", or the number of the line
};

/// Pointers go into `document`.
struct FileRows {
  std::string file;
  bool is_table = false;
  std::unique_ptr<const Json> document;
  std::vector<Row> rows;
  const Json* above = nullptr;    ///< object around the rows, or nullptr
  std::vector<std::string> keys;  ///< of all cells, each once

  /// Where a cell stands, for complaints.
  std::string place(const Row& row, const std::string& key) const;
};

/// Nullptr where there is no such cell, or nothing in it. "a.b" is b of a where no "a.b" is there.
const Json* cell(const Json& cells, const std::string& key);

/// Reads JSON (an array of objects; or an object that holds one, or objects by netuid, as `data`,
/// `subnets`, `pools` or `result`) or a table with commas. A table
/// without a column netuid has names of columns alone. Throws UsageError with the place.
FileRows read_rows(const std::string& text, const std::string& file);

}  // namespace taosweep

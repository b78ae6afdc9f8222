// Tables with commas, from files of unknown origin.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// A line of a table: its cells without quotes, and the line of the file on which it begins.
struct CsvLine {
  std::vector<std::string> cells;
  int number;
};

/// All lines that are not blank, the first with the names of columns (RFC 4180: a cell in quotes
/// may hold commas, line ends, and quotes written twice). Throws UsageError with FILE:LINE.
std::vector<CsvLine> parse_csv(const std::string& text, const std::string& file);

/// Throws UsageError where a line has not as many cells as the first.
void refuse_uneven(const std::vector<CsvLine>& lines, const std::string& file);

}  // namespace taosweep

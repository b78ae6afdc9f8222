// Tables for people: columns that line up, or Markdown.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> head);
  /// As many cells as the head has.
  void add(std::vector<std::string> cells);
  /// Columns two spaces apart, the head first, each line ended.
  std::string aligned() const;
  /// With a | in a cell shown as \|.
  std::string markdown() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// A cell of a CSV file (RFC 4180): in quotes where it needs them.
std::string csv_cell(const std::string& text);

}  // namespace taosweep

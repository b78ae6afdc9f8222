#include "host/design/table_axis.hpp"

#include <algorithm>
#include <map>

#include "host/text/parameter_text.hpp"
#include "host/text/parse_csv.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_rows = 1000;

std::vector<CsvLine> lines_of(const std::string& bytes, const std::string& file) {
  const std::string byte_order_mark = "\xEF\xBB\xBF";
  const bool marked = bytes.starts_with(byte_order_mark);
  std::vector<CsvLine> lines =
      parse_csv(marked ? bytes.substr(byte_order_mark.size()) : bytes, file);
  if (lines.empty()) throw UsageError(file + " is empty: its first line names the columns");
  refuse_uneven(lines, file);
  if (lines.size() == 1) throw UsageError(file + " has names of columns, and no row below them");
  if (lines.size() > most_rows + 1) {
    throw UsageError(file + " has " + std::to_string(lines.size() - 1) + " rows: an axis takes " +
                     std::to_string(most_rows) + " at most");
  }
  return lines;
}

std::size_t column_of(const CsvLine& header, const std::string& wanted, const std::string& file) {
  std::vector<std::string> names;
  for (const std::string& cell : header.cells) names.push_back(trimmed(cell));
  const auto found = std::find(names.begin(), names.end(), wanted);
  const std::string where = file + ":" + std::to_string(header.number) + ": ";
  if (found == names.end())
    throw UsageError(where + "there is no column '" + wanted + "'; there is: " + joined(names));
  if (std::find(found + 1, names.end(), wanted) != names.end())
    throw UsageError(where + "two columns are called '" + wanted + "'");
  return static_cast<std::size_t>(found - names.begin());
}

/// A cell as the config would write it.
std::string word_of(const ParameterInfo& info, const std::string& cell, const std::string& place) {
  if (cell.empty()) throw UsageError(place + ": the cell is empty; " + info.key + " needs a value");
  try {
    return value_text(info, axis_value(info, cell));
  } catch (const UsageError& error) {
    throw UsageError(place + ": " + error.what());
  }
}

}  // namespace

std::optional<FunctionCall> table_call(const std::string& value) {
  if (trimmed(value.substr(0, value.find('('))) != "table") return std::nullopt;
  FunctionCall call = parse_call(value);
  if (call.arguments.empty()) throw UsageError("table(FILE.csv, COLUMN) names a file");
  return call;
}

std::string spelt_out(const std::string& key, const FunctionCall& call, const std::string& bytes,
                      const std::string& file) {
  const bool zipped = key.starts_with("zip");
  const std::vector<std::string> keys =
      zipped ? parse_call(key).arguments : std::vector<std::string>{key};
  std::vector<std::string> wanted(call.arguments.begin() + 1, call.arguments.end());
  if (wanted.empty()) wanted = keys;
  if (wanted.size() != keys.size()) {
    throw UsageError("table names " + std::to_string(wanted.size()) + " columns for " +
                     std::to_string(keys.size()) +
                     " parameters: give one for each, or none where columns have their names");
  }
  const std::vector<CsvLine> lines = lines_of(bytes, file);
  std::vector<std::size_t> columns;
  for (const std::string& name : wanted) columns.push_back(column_of(lines.front(), name, file));
  std::vector<std::string> rows;
  std::map<std::string, int> first;
  for (std::size_t row = 1; row < lines.size(); ++row) {
    const std::string line = file + ":" + std::to_string(lines[row].number);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < keys.size(); ++i)
      words.push_back(word_of(varied_parameter(keys[i]), trimmed(lines[row].cells[columns[i]]),
                              line + ":" + std::to_string(columns[i] + 1)));
    rows.push_back(zipped ? "(" + joined(words) + ")" : words.front());
    const auto [old, added] = first.emplace(rows.back(), lines[row].number);
    if (!added)
      throw UsageError(line + ": " + rows.back() + " stands in line " +
                       std::to_string(old->second) + " already");
  }
  return zipped ? joined(rows) : "list(" + joined(rows) + ")";
}

}  // namespace taosweep

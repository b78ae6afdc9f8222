#include "host/network/rows.hpp"

#include <algorithm>
#include <set>

#include "host/text/parse_csv.hpp"
#include "host/text/parse_json.hpp"
#include "host/text/shortened.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr const char* holders[] = {"data", "subnets", "pools", "result"};

/// Twice as many subnets as the reader takes.
constexpr std::size_t most_rows = 2048;

void refuse_more_rows(std::size_t rows, const std::string& file) {
  if (rows > most_rows)
    throw UsageError(file + ": " + std::to_string(rows) +
                     " rows are more than subnets: is it a history? Keep the rows of one block");
}

[[noreturn]] void refuse_empty(const std::string& file) {
  throw UsageError(file + " is empty: save it anew from its source");
}

/// Why the first bytes say that no text follows; empty = it may be text.
std::string reason_no_text(const std::string& text) {
  if (text.starts_with("\x1f\x8b")) return "is compressed: unpack it first (gunzip)";
  if (text.starts_with("PK\x03\x04")) return "is a zip file or a spreadsheet: save it as CSV";
  if (text.starts_with("\x89HDF"))
    return "is an HDF5 file: `taosweep info` looks into results, a state is JSON or CSV";
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return "is UTF-16: save it as UTF-8";
  if (text.find('\0') != std::string::npos) return "holds zero bytes: a state is JSON or CSV text";
  return "";
}

void collect_keys(FileRows& rows) {
  std::set<std::string> known;
  for (const Row& row : rows.rows)
    for (const auto& [key, value] : row.cells->items())
      if (known.insert(key).second) rows.keys.push_back(key);
}

[[noreturn]] void refuse_shape(const std::string& file) {
  throw UsageError(file +
                   ": holds no rows of subnets: a state is an array of objects, one for each "
                   "subnet, or an object with that array as data, subnets, pools or result");
}

void add_objects(const Json& values, const std::string& place, FileRows& rows) {
  const bool by_key = values.is_object();
  std::size_t n = 0;
  refuse_more_rows(values.size(), rows.file);
  for (const auto& [key, value] : values.items()) {
    const std::string at = place + (by_key ? "." + key : "[" + std::to_string(n++) + "]");
    if (!value.is_object())
      throw UsageError(rows.file + ": " + at + " is no object: a state has one for each subnet");
    rows.rows.push_back({&value, at});
  }
}

/// The member that holds the rows; nullptr where none does.
const char* holder_in(const Json& above) {
  for (const char* name : holders) {
    const auto member = above.find(name);
    if (member != above.end() && member->is_structured()) return name;
  }
  return nullptr;
}

FileRows json_rows(const std::string& text, const std::string& file) {
  FileRows rows;
  rows.file = file;
  rows.document = std::make_unique<const Json>(parse_json(text, file));
  const Json* at = rows.document.get();
  std::string place;
  if (at->is_object()) {
    const char* name = holder_in(*at);
    rows.above = at;
    if (name) {
      at = &(*at)[name];
      place = name;
    } else {
      rows.rows.push_back({at, "the object"});
    }
  }
  if (!at->is_structured()) refuse_shape(file);
  if (rows.rows.empty()) add_objects(*at, place, rows);
  if (rows.rows.empty()) refuse_shape(file);
  collect_keys(rows);
  return rows;
}

FileRows table_rows(const std::string& text, const std::string& file) {
  const std::vector<CsvLine> lines = parse_csv(text, file);
  if (lines.empty()) refuse_empty(file);  // a pair of quotes, say
  std::vector<std::string> names;
  for (const std::string& cell : lines.front().cells) names.push_back(trimmed(cell));
  for (const std::string& name : names)
    if (std::count(names.begin(), names.end(), name) > 1)
      throw UsageError(file + ":1: two columns are named '" + shortened(name) +
                       "': keep one of them");
  if (names.size() == 1 && names[0].find_first_of(";\t") != std::string::npos)
    throw UsageError(file + ":1: columns are parted by semicolons or tabs: save it with commas");
  FileRows rows;
  rows.file = file;
  rows.is_table = true;
  rows.keys = names;
  // Any text is a table of something: what it is not is said better by its first line.
  if (std::count(names.begin(), names.end(), "netuid") == 0) return rows;
  refuse_uneven(lines, file);
  refuse_more_rows(lines.size() - 1, file);
  Json all = Json::array();
  for (std::size_t n = 1; n < lines.size(); ++n) {
    Json cells = Json::object();
    for (std::size_t i = 0; i < names.size(); ++i) cells[names[i]] = trimmed(lines[n].cells[i]);
    all.push_back(std::move(cells));
  }
  rows.document = std::make_unique<const Json>(std::move(all));
  for (std::size_t n = 1; n < lines.size(); ++n)
    rows.rows.push_back({&(*rows.document)[n - 1], std::to_string(lines[n].number)});
  return rows;
}

bool is_nothing(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

}  // namespace

std::string FileRows::place(const Row& row, const std::string& key) const {
  if (is_table) return file + ":" + row.place + ", column " + key;
  return file + ": " + row.place + "." + key;
}

const Json* cell(const Json& cells, const std::string& key) {
  const auto found = cells.find(key);
  if (found != cells.end()) return is_nothing(*found) ? nullptr : &*found;
  const auto dot = key.find('.');
  if (dot == std::string::npos) return nullptr;
  const auto inner = cells.find(key.substr(0, dot));
  if (inner == cells.end() || !inner->is_object()) return nullptr;
  return cell(*inner, key.substr(dot + 1));
}

FileRows read_rows(const std::string& bytes, const std::string& file) {
  const std::string why = reason_no_text(bytes);
  if (!why.empty()) throw UsageError(file + " " + why);
  const std::string mark = "\xEF\xBB\xBF";
  const std::string text = bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) refuse_empty(file);
  const bool is_json = text[first] == '{' || text[first] == '[';
  return is_json ? json_rows(text, file) : table_rows(text, file);
}

}  // namespace taosweep

#include "host/network/cells.hpp"

#include <cmath>

#include "host/text/number_text.hpp"
#include "host/text/shortened.hpp"
#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr double rao_per_tao = 1e9;
constexpr double fixed_32_unit = 0x1p-32;
constexpr double most_whole = 0x1p53;  // beyond it doubles miss whole numbers

[[noreturn]] void refuse(const std::string& place, const std::string& why) {
  throw UsageError(place + ": " + why);
}

/// What stands in a cell, short enough for a sentence.
std::string quoted(const Json& cell) {
  std::string text = cell.is_string() ? cell.get_ref<const std::string&>() : json_text(cell, true);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return "'" + shortened(text) + "'";
}

/// "(netuid 5)" where the row says which.
std::string whose(const FileRows& rows, const Row& row, const std::string& key) {
  const std::string place = rows.place(row, key);
  const Json* netuid = cell(*row.cells, "netuid");
  if (key == "netuid" || !netuid || netuid->is_structured()) return place;
  const std::string text = quoted(*netuid);
  return place + " (netuid " + text.substr(1, text.size() - 2) + ")";
}

bool flag_in(const Json& cell, const std::string& place) {
  if (cell.is_boolean()) return cell.get<bool>();
  const std::string text = cell.is_string() ? cell.get<std::string>() : json_text(cell, true);
  const std::string word = trimmed(text);
  if (word == "1" || word == "true" || word == "True" || word == "1.0") return true;
  if (word == "0" || word == "false" || word == "False" || word == "0.0") return false;
  refuse(place, quoted(cell) + " is neither true nor false: write 1 or 0");
}

std::uint64_t count_in(const Json& cell, const std::string& place) {
  const auto number = number_in(&cell, place);
  const double value = number->value;
  if (value < 0 || value != std::floor(value) || value > most_whole)
    refuse(place, quoted(cell) + " is no count: write a whole number from 0 on");
  return static_cast<std::uint64_t>(value);
}

/// A text, or the bytes of one as the chain stores names.
std::string words_in(const Json& cell) {
  if (cell.is_string()) return cell.get<std::string>();
  std::string text;
  if (cell.is_array())
    for (const Json& byte : cell)
      if (byte.is_number_integer()) text += static_cast<char>(byte.get<std::int64_t>() & 0xFF);
  return cell.is_array() ? text : quoted(cell);
}

double amount_of(const WrittenNumber& number, Reading reading, AmountUnit unit, const Json& cell,
                 const std::string& place) {
  if (reading == Reading::fixed_32) return number.value * fixed_32_unit;
  if (reading != Reading::signed_amount && number.value < 0)
    refuse(place, quoted(cell) + " is negative, and what stands here never is");
  if (reading == Reading::plain || unit == AmountUnit::tao) return number.value;
  if (!number.whole && number.value != 0)
    refuse(place, quoted(cell) +
                      " has a point, and the reserves of this file are whole numbers, "
                      "which are rao: write all amounts in one unit");
  return number.value / rao_per_tao;
}

/// Puts what a cell says where its format wants it.
struct Put {
  Record& record;
  const Json& cell;
  const std::string& place;
  Reading reading;
  AmountUnit unit;

  double number() const { return amount_of(*number_in(&cell, place), reading, unit, cell, place); }
  void operator()(double Record::*to) const { record.*to = number(); }
  void operator()(std::optional<double> Record::*to) const { record.*to = number(); }
  void operator()(std::optional<bool> Record::*to) const { record.*to = flag_in(cell, place); }
  void operator()(std::optional<std::uint64_t> Record::*to) const {
    record.*to = count_in(cell, place);
  }
  void operator()(std::string Record::*to) const { record.*to = words_in(cell); }
};

void read_key(const FileRows& rows, const Row& row, const KeyOf& key, AmountUnit unit,
              Record& record) {
  const Json* found = cell(*row.cells, key.key);
  if (!found) return;
  // {"bits": N} has a key of its own.
  if (found->is_object() && found->contains("bits")) return;
  std::visit(Put{record, *found, whose(rows, row, key.key), key.reading, unit}, key.member);
}

}  // namespace

std::optional<WrittenNumber> number_in(const Json* cell, const std::string& place) {
  if (!cell) return {};
  if (cell->is_number_integer()) return WrittenNumber{cell->get<double>(), true};
  if (cell->is_number()) return WrittenNumber{cell->get<double>(), false};
  if (cell->is_string()) {
    const std::string text = trimmed(cell->get_ref<const std::string&>());
    if (const auto value = parse_number(text))
      return WrittenNumber{*value, text.find_first_of(".eE") == std::string::npos};
  }
  refuse(place, quoted(*cell) +
                    " is no number: write digits with a point, without units or "
                    "commas, or leave it out where nothing is known");
}

AmountUnit unit_of(const FileRows& rows, const Format& format) {
  std::optional<AmountUnit> unit;
  std::string first;
  for (const Row& row : rows.rows) {
    for (const KeyOf& key : format.keys) {
      if (key.reading != Reading::reserve) continue;
      const Json* found = cell(*row.cells, key.key);
      const std::string place = whose(rows, row, key.key);
      const auto number = number_in(found, place);
      if (!number || number->value == 0) continue;
      const AmountUnit now = number->whole ? AmountUnit::rao : AmountUnit::tao;
      if (unit && *unit != now)
        refuse(place, quoted(*found) +
                          (number->whole ? " is a whole number, which is rao"
                                         : " has a point, which is TAO") +
                          ", unlike " + first +
                          ": write all amounts in one unit (1 TAO = 1000000000 rao; 1000 TAO are "
                          "1000.0)");
      if (!unit) first = quoted(*found) + " at " + place;
      unit = now;
    }
  }
  return unit.value_or(AmountUnit::tao);
}

Record record_of(const FileRows& rows, const Row& row, const Format& format, AmountUnit unit) {
  Record record;
  for (const KeyOf& key : format.keys) read_key(rows, row, key, unit, record);
  return record;
}

void refuse_without_reserves(const FileRows& rows, const Row& row, const Format& format) {
  for (const KeyOf& key : format.keys)
    if (key.reading == Reading::reserve && !cell(*row.cells, key.key))
      refuse(whose(rows, row, key.key),
             "nothing stands here: every subnet needs TAO and alpha in its pool, and the alpha "
             "outstanding");
}

void read_above(const FileRows& rows, const Format& format, AmountUnit unit, Record& record) {
  if (!rows.above) return;
  const Row above{rows.above, "the object"};
  for (const KeyOf& key : format.keys)
    if (key.reading != Reading::reserve) read_key(rows, above, key, unit, record);
}

}  // namespace taosweep

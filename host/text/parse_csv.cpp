#include "host/text/parse_csv.hpp"

#include <algorithm>

#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_columns = 1000;

/// Walks over the bytes of a table.
class Reader {
 public:
  Reader(const std::string& text, const std::string& file) : text_(text), file_(file) {}

  bool at_end() const { return at_ == text_.size(); }

  CsvLine line() {
    CsvLine line{{}, number_};
    do {
      if (line.cells.size() == most_columns)
        refuse(line.number, "more than " + std::to_string(most_columns) + " columns");
      line.cells.push_back(!at_end() && text_[at_] == '"' ? quoted() : plain());
    } while (take(','));
    take('\r');
    if (!take('\n') && !at_end())
      refuse(number_,
             "a quote ends, but neither a comma nor the line follows: write a quote "
             "inside quotes twice");
    ++number_;
    return line;
  }

  [[noreturn]] void refuse(int number, const std::string& why) const {
    throw UsageError(file_ + ":" + std::to_string(number) + ": " + why);
  }

 private:
  bool take(char wanted) {
    if (at_end() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  std::string plain() {
    const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    std::string cell = text_.substr(at_, end - at_);
    at_ = end;
    if (cell.ends_with('\r')) cell.pop_back();
    return cell;
  }

  std::string quoted() {
    const int begin = number_;
    std::string cell;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        if (at_end() || text_[at_] != '"') return cell;
      }
      if (text_[at_] == '\n') ++number_;
      cell += text_[at_];
    }
    refuse(begin, "a quote opens here and never closes");
  }

  const std::string& text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int number_ = 1;
};

bool is_blank(const CsvLine& line) {
  return line.cells.size() == 1 && line.cells[0].find_first_not_of(" \t") == std::string::npos;
}

}  // namespace

std::vector<CsvLine> parse_csv(const std::string& text, const std::string& file) {
  std::vector<CsvLine> lines;
  Reader reader(text, file);
  while (!reader.at_end()) {
    CsvLine line = reader.line();
    if (!is_blank(line)) lines.push_back(std::move(line));
  }
  return lines;
}

void refuse_uneven(const std::vector<CsvLine>& lines, const std::string& file) {
  for (const CsvLine& line : lines)
    if (line.cells.size() != lines.front().cells.size())
      throw UsageError(file + ":" + std::to_string(line.number) + ": " +
                       counted(line.cells.size(), "cell") + " under " +
                       counted(lines.front().cells.size(), "column") +
                       ": is the line cut off, or a comma in a name without quotes?");
}

}  // namespace taosweep

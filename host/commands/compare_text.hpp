// What `taosweep compare` prints.
#pragma once

#include <string>
#include <vector>

#include "host/commands/compare_rows.hpp"
#include "host/statistics/verdicts.hpp"

namespace taosweep {

/// Everything that is printed, and in which words.
struct ComparedFile {
  std::string file, title, config_hash, content_digest;
  std::vector<std::string> arms;
  std::size_t baseline = 0;
  std::vector<std::string> remarks;  ///< sentences on the whole
  std::vector<JudgedContrast> registered;
  std::vector<ComparedRow> rows;
};

/// For terminals, or in Markdown: the same words.
std::string comparison_table(const ComparedFile& compared, bool markdown);
/// A line for each row of all tables.
std::string comparison_csv(const ComparedFile& compared);
/// JSON; what is not known is null.
std::string comparison_json(const ComparedFile& compared);

}  // namespace taosweep

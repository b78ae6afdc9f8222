// What `taosweep compare` prints.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/commands/compare_rows.hpp"
#include "host/statistics/verdicts.hpp"

namespace taosweep {

/// How a file is known.
struct FileIdentity {
  std::string file, title, config_hash, content_digest;
};
FileIdentity identity_of(const std::string& file, const hdf5::Group& root);

/// Everything that is printed, and in which words.
struct ComparedFile {
  FileIdentity identity;
  std::optional<FileIdentity> other;   ///< whose arms are held against those of the first
  std::vector<std::string> baselines;  ///< [arm] arms of the first file; empty where there is one
  std::string tied;                    ///< "pairs", "samples" or "neither", of two files
  bool ratio = false;
  std::vector<std::string> cells;  ///< what each stands for; empty: all are pooled
  std::vector<std::string> arms;
  std::size_t baseline = 0;
  std::vector<std::string> remarks;  ///< sentences on the whole
  std::vector<JudgedContrast> registered;
  std::vector<ComparedRow> rows;

  const std::string& baseline_of(std::size_t arm) const {
    return baselines.empty() ? arms[baseline] : baselines[arm];
  }
};

void say_comparison(const ComparedFile& compared, CompareForm form);

/// How many intervals stand in rows.
std::size_t intervals_in(const std::vector<ComparedRow>& rows);
/// "no interval: ..", "12 points are the independent units".
std::string units_text(const Layout& layout, const Pool& pool);
/// On intervals of rows, and what cells say.
std::vector<std::string> remarks_on_rows(const ComparedFile& compared);

/// For terminals, or in Markdown: the same words.
std::string comparison_table(const ComparedFile& compared, bool markdown);
/// A line for each row of all tables.
std::string comparison_csv(const ComparedFile& compared);
/// JSON; what is not known is null.
std::string comparison_json(const ComparedFile& compared);

}  // namespace taosweep

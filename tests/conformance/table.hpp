// What the vectors prove, as a table: stage of the chain, era, vectors that hold, largest error.
#pragma once

#include <map>
#include <string>
#include <utility>

namespace taosweep::conformance {

/// The stage of the chain that a piece belongs to: a folder of kernels/chain. Throws for a piece
/// without a row.
std::string stage_of(const std::string& piece);

class Table {
 public:
  /// A vector whose largest error, relative to what it expects, is `error`.
  void passed(const std::string& piece, const std::string& era, double error);
  /// One that waits for a rule that is not there.
  void waiting(const std::string& piece, const std::string& era);

  /// Rows of Markdown, stages in the order of their names.
  void print() const;

 private:
  struct Row {
    int passed = 0, waiting = 0;
    double error = 0;
  };
  Row& row(const std::string& piece, const std::string& era);

  std::map<std::pair<std::string, std::string>, Row> rows_;
};

}  // namespace taosweep::conformance

// What results files store of an economy, held against what this program computes of it.
#pragma once

#include <string>
#include <vector>

#include "host/run/replay.hpp"

namespace taosweep {

/// What a file stores otherwise than it is computed: status, an outcome, the path where it is kept.
struct Misfit {
  std::string what;              ///< "status", an outcome, or the first place of the path
  std::string stored, computed;  ///< values as text
  bool of_path;
};

/// Status, the first number of the path, outcomes. Empty = bit for bit the same.
std::vector<Misfit> misfits(const EconomyInFile& stored, const Replayed& computed);

/// A file's side of a comparison of one economy.
struct Side {
  std::string file;
  EconomyInFile stored;
  std::vector<Misfit> misfits;
};

/// A sentence for each thing that a file stores otherwise than this program computes it: who holds
/// what, and which of the two files agrees. `alike`: both files make it compute the same.
std::vector<std::string> stored_otherwise(const Side& a, const Side& b, bool alike);

/// Which of two files, for which this program computes the same, stores that.
std::string who_stores_it(const Side& a, const Side& b);

/// What two files that store what is computed have in common: "status, all .. outcomes and path".
std::string stored_by_both(const Side& a, const Side& b);

}  // namespace taosweep

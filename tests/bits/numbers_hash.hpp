// One number that stands for all bits of what economies leave behind.
#pragma once

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/advance.hpp"

namespace taosweep {

/// Places of the pinned quantities in the tables of outcomes, series and paths. They follow from
/// quantities.txt, not from the tables, so that a new outcome leaves the digests where they are.
struct PinnedQuantities {
  std::vector<std::size_t> outcomes, series, paths;
};

/// Place of `name` in a table. Throws std::runtime_error where it is gone.
template <class Table>
std::size_t place_in(const Table& table, const std::string& name) {
  for (std::size_t i = 0; i < std::size(table); ++i)
    if (table[i].name == name) return i;
  throw std::runtime_error("tests/bits/quantities.txt: no register has " + name + " any more");
}

inline const PinnedQuantities& pinned_quantities() {
  static const PinnedQuantities pinned = [] {
    PinnedQuantities places;
    std::ifstream file(TAOSWEEP_SOURCE_DIR "/tests/bits/quantities.txt");
    for (std::string kind, name; file >> kind >> name;) {
      if (kind == "outcome") places.outcomes.push_back(place_in(outcome_table, name));
      if (kind == "series") places.series.push_back(place_in(series_table, name));
      if (kind == "path") places.paths.push_back(place_in(path_table, name));
    }
    if (places.outcomes.empty() || places.series.empty() || places.paths.empty())
      throw std::runtime_error("tests/bits/quantities.txt cannot be read");
    return places;
  }();
  return pinned;
}

/// FNV-1a over bytes.
class NumbersHash {
 public:
  /// NaN has many bit patterns; all count as one.
  template <class T>
  void add_number(T x) {
    if (x != x) x = static_cast<T>(__builtin_nan(""));
    const auto* bytes = reinterpret_cast<const unsigned char*>(&x);
    for (std::size_t i = 0; i < sizeof x; ++i) hash_ = (hash_ ^ bytes[i]) * 1099511628211ull;
  }
  void add_outcomes(const EconomyResult& result) {
    for (const std::size_t i : pinned_quantities().outcomes) add_number(result.outcomes[i]);
  }
  /// Series of a result that was recorded by `plan`: one after the other, each with its own times.
  void add_series(const EconomyResult& result, const RecordPlan& plan) {
    for (const std::size_t i : pinned_quantities().series) {
      std::size_t first = 0;
      for (std::size_t before = 0; before < i; ++before)
        first += time_count(series_table[before].axis, plan);
      add_part(result.series, first, time_count(series_table[i].axis, plan));
    }
  }
  /// Status, outcomes, series and, where it was kept, the path.
  void add(const EconomyResult& result, const RecordPlan& plan) {
    add_number(static_cast<double>(result.status));
    add_outcomes(result);
    add_series(result, plan);
    if (result.path.empty()) return;
    const std::size_t size = result.path.size() / path_count;
    for (const std::size_t i : pinned_quantities().paths) add_part(result.path, i * size, size);
  }
  std::uint64_t value() const { return hash_; }

 private:
  void add_part(const std::vector<float>& values, std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) add_number(values.at(i));
  }

  std::uint64_t hash_ = 14695981039346656037ull;
};

}  // namespace taosweep

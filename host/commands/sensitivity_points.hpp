// Points of one arm and cell of a results file, and what was drawn there.
#pragma once

#include <string>
#include <vector>

#include "host/design/factors.hpp"
#include "host/store/file/sections.hpp"

namespace taosweep {

class SensitivityPoints {
 public:
  SensitivityPoints(const hdf5::Group& root, const Layout& layout, std::size_t arm,
                    std::uint32_t cell);

  const Layout& layout() const { return layout_; }
  /// Drawn parameters, and their values [parameter][point].
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::vector<double>>& drawn() const { return drawn_; }
  /// What the design moves at once: groups of them, and parameters in none.
  const Factors& factors() const { return factors_; }
  std::size_t count() const { return positions_.size(); }
  /// Number of a point's vector in its cell.
  std::uint64_t vector(std::size_t point) const {
    return layout_.point_ids[positions_[point]] % layout_.vectors();
  }
  /// Economies that failed, and which points have one.
  std::size_t failed() const { return failed_; }
  const std::vector<bool>& with_failed() const { return with_failed_; }
  /// As UsableOutcomes says it.
  std::string what_it_lacks() const { return outcomes_.what_it_lacks(); }

  /// Defined values of each point.
  std::vector<std::vector<double>> groups_of(int outcome) const;
  /// Some time of it is only known to be later.
  bool censored(int outcome) const;

 private:
  std::size_t place(std::size_t point, std::uint64_t replicate) const {
    return (arm_ * layout_.points() + positions_[point]) * layout_.replicates + replicate;
  }

  const Layout& layout_;
  UsableOutcomes outcomes_;
  std::size_t arm_, failed_ = 0;
  std::vector<std::uint64_t> positions_;
  std::vector<std::string> names_;
  std::vector<std::vector<double>> drawn_;
  Factors factors_;
  std::vector<bool> with_failed_;
};

}  // namespace taosweep

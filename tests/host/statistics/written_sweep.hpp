// A made-up sweep, of which every cell is one run of a simulation of intervals: written into a file
// as a run writes it, and read from there.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "host/store/file/sections.hpp"
#include "kernels/model_version.hpp"
#include "tests/host/sample_results.hpp"
#include "tests/host/statistics/coverage.hpp"

namespace taosweep {

/// What makes one value of the baseline, or what the other arm has on top.
using DrawOne = std::function<double(Draws&)>;
/// Values of an outcome of one run, [arm][point][replicate] of the cell.
using DrawCell = std::function<std::vector<double>(Draws&)>;

class WrittenSweep {
 public:
  std::uint64_t cells, points, replicates;  ///< points of a cell

  WrittenSweep(std::uint64_t cells_, std::uint64_t points_, std::uint64_t replicates_,
               bool common_shocks = false)
      : cells(cells_), points(points_), replicates(replicates_) {
    Experiment e = samples::experiment(static_cast<std::uint32_t>(replicates), 2);
    e.points = Points(2);
    e.cells.clear();
    for (std::uint64_t p = 0; p < cells * points; ++p) {
      e.cells.push_back(static_cast<std::uint32_t>(p / points));
      e.points.add({0.0, 0.01});
    }
    e.cell_count = static_cast<std::uint32_t>(cells);
    e.keep.economies = {};
    e.common_shocks = common_shocks;
    layout_ = std::make_unique<Layout>(layout_of(e, whole_sweep(e)));
  }

  /// [arm][point][replicate] of the whole sweep, from what each run draws.
  std::vector<double> values_of(std::uint32_t number, const DrawCell& draw) const {
    const std::uint64_t each = points * replicates;
    std::vector<double> all(2 * cells * each);
    for (std::uint64_t cell = 0; cell < cells; ++cell) {
      Draws draws(number, static_cast<std::uint32_t>(cell));
      const std::vector<double> own = draw(draws);
      for (std::uint64_t arm = 0; arm < 2; ++arm)
        std::copy_n(own.begin() + static_cast<std::ptrdiff_t>(arm * each), each,
                    all.begin() + static_cast<std::ptrdiff_t>((arm * cells + cell) * each));
    }
    return all;
  }

  void put(int outcome, std::vector<double> values) { values_[outcome] = std::move(values); }

  /// Writes everything, and opens it.
  void write() {
    const std::string path = folder_ / "coverage.h5";
    hdf5::File file = hdf5::File::create(path);
    file.set_whole("model_version", model_version);
    const std::uint64_t all = cells * points;
    {
      OutcomeWriter writer(file, *layout_);
      for (const auto& [outcome, values] : values_) writer.write(outcome, 0, all, values);
      writer.write_status(0, all, std::vector<std::int32_t>(2 * all * replicates, 0));
    }
    {
      const UsableOutcomes outcomes(file);
      IntervalWriter intervals(file, *layout_, 2);
      for (const auto& [outcome, values] : values_)
        intervals.add(outcome, outcomes.read(outcome), outcomes);
    }
    file.close();
    root_ = std::make_unique<hdf5::File>(hdf5::File::open(path));
  }

  std::vector<double> read(const std::string& dataset) const {
    return root_->group("intervals").dataset(dataset).read<double>();
  }

  /// Prints and checks how often intervals of a dataset hold `truth`; `at` is the place of the
  /// first end of run 0, `step` of the next run's. An end that is not known is infinitely far.
  Rates rates(const std::string& name, const std::string& dataset, double truth,
              std::uint64_t at = 0, std::uint64_t step = 2) const {
    const std::vector<double> bounds = read(dataset);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return coverage_of(name, 0, truth, [&](Draws&, const std::string& run) {
      const std::uint64_t place = at + std::stoul(run) * step;
      Interval found{bounds.at(place), bounds.at(place + 1)};
      if (std::isnan(found.low) && std::isnan(found.high)) return found;
      if (std::isnan(found.low)) found.low = -infinity;
      if (std::isnan(found.high)) found.high = infinity;
      // A quantile of values that tie there is this value.
      if (found.low == found.high) found.high = std::nextafter(found.high, infinity);
      return found;
    });
  }

 private:
  samples::Folder folder_;
  std::unique_ptr<Layout> layout_;
  std::map<int, std::vector<double>> values_;
  std::unique_ptr<hdf5::File> root_;
};

/// Outcomes of a kind, in order, without those that other ones make.
inline std::vector<int> numbers_among_outcomes() {
  std::vector<int> found;
  for (int k = 0; k < outcome_count; ++k)
    if (!is_flag(outcome_table[k]) && observed_of(k) < 0) found.push_back(k);
  return found;
}

inline DrawCell each_by_itself(std::uint64_t n, const DrawOne& one) {
  return [=](Draws& draws) {
    std::vector<double> values;
    for (std::uint64_t i = 0; i < n; ++i) values.push_back(one(draws));
    for (std::uint64_t i = 0; i < n; ++i) values.push_back(values[i] + one(draws));
    return values;
  };
}

}  // namespace taosweep

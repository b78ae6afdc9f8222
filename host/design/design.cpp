#include "host/design/design.hpp"

#include <algorithm>

#include "host/design/designs/sampler.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t most_points = std::uint64_t{1} << 32;

// Index of each listed axis' value in a cell: the first axis is the slowest.
std::vector<std::size_t> coordinates_of(const std::vector<Axis>& axes, std::uint64_t cell) {
  std::vector<std::size_t> coordinates(axes.size());
  for (std::size_t i = axes.size(); i-- > 0;) {
    if (axes[i].sampled) continue;
    coordinates[i] = cell % axes[i].values.size();
    cell /= axes[i].values.size();
  }
  return coordinates;
}

/// Draws vectors of the sampled axes.
class Draws {
 public:
  Draws(const std::vector<Axis>& axes, std::uint64_t vectors, const Sampling& sampling)
      : axes_(axes) {
    Sampled what{sampling, {}, vectors};
    for (const Axis& axis : axes) {
      if (!axis.sampled) continue;
      what.keys.push_back(axis.keys[0]);
      drawn_.push_back({&axis, parameter(axis.keys[0]), QuantileFunction(axis.distribution)});
    }
    if (!what.keys.empty()) sampler_ = make_sampler(what);
  }

  /// Values of a point in the order of the axes.
  void fill(const std::vector<std::size_t>& coordinates, std::uint64_t vector,
            std::vector<double>& point) const {
    point.clear();
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      if (axes_[i].sampled) {
        const double u = sampler_->uniform(vector, drawn);
        point.push_back(value(drawn_[drawn++], vector, u));
      } else {
        const auto& values = axes_[i].values[coordinates[i]];
        point.insert(point.end(), values.begin(), values.end());
      }
    }
  }

 private:
  struct Drawn {
    const Axis* axis;
    const ParameterInfo& info;
    QuantileFunction quantile;
  };

  static double value(const Drawn& drawn, std::uint64_t vector, double u) {
    const double value = drawn.quantile(u);
    if (!(value >= drawn.info.low && value <= drawn.info.high)) {
      throw UsageError(drawn.axis->where + ": point " + std::to_string(vector) + " draws " +
                       number_text(value) + " for " + drawn.axis->key_text + " = " +
                       drawn.axis->value_text + ", outside its range " + range_text(drawn.info) +
                       ": narrow the distribution, or take a bounded one");
    }
    return value;
  }

  const std::vector<Axis>& axes_;
  std::vector<Drawn> drawn_;  // [sampled axis]
  std::unique_ptr<Sampler> sampler_;
};

}  // namespace

std::vector<VariedKey> varied_keys(const std::vector<Axis>& axes) {
  std::vector<VariedKey> keys;
  for (const auto& axis : axes) {
    for (const auto& key : axis.keys) keys.push_back({key, axis.sampled});
  }
  return keys;
}

std::uint64_t cell_count_of(const std::vector<Axis>& axes) {
  std::uint64_t cells = 1;
  for (const auto& axis : axes) {
    if (axis.sampled) continue;
    if (cells > most_points / axis.values.size()) {
      throw UsageError(
          "the product of [vary] has more than 2^32 points: shorten an axis, or draw it");
    }
    cells *= axis.values.size();
  }
  return cells;
}

std::uint64_t point_count_of(const std::vector<Axis>& axes, std::optional<std::uint64_t> vectors) {
  const std::uint64_t cells = cell_count_of(axes);
  const std::uint64_t per_cell = vectors.value_or(1);
  if (per_cell == 0 || cells > most_points / per_cell) {
    throw UsageError("the design has " + std::to_string(cells) + " cells of " +
                     std::to_string(per_cell) + " points each: it needs 1 to 2^32 points in all");
  }
  return cells * per_cell;
}

Design make_design(const std::vector<Axis>& axes, std::optional<std::uint64_t> vectors,
                   const Sampling& sampling) {
  const std::uint64_t count = point_count_of(axes, vectors);
  const std::uint64_t per_cell = vectors.value_or(1);
  const std::uint64_t cells = count / per_cell;
  const Draws draws(axes, per_cell, sampling);
  Design design;
  design.varied = varied_keys(axes);
  design.points = Points(design.varied.size());
  design.cell_count = static_cast<std::uint32_t>(cells);
  design.points.reserve(count);
  design.cells.reserve(count);
  std::vector<double> point;
  for (std::uint64_t cell = 0; cell < cells; ++cell) {
    const auto coordinates = coordinates_of(axes, cell);
    for (std::uint64_t vector = 0; vector < per_cell; ++vector) {
      draws.fill(coordinates, vector, point);
      design.points.add(point);
      design.cells.push_back(static_cast<std::uint32_t>(cell));
    }
  }
  return design;
}

Points sample_design(const std::vector<Axis>& axes, std::optional<std::uint64_t> vectors,
                     const Sampling& sampling, std::uint64_t most) {
  const std::uint64_t count = point_count_of(axes, vectors), per_cell = vectors.value_or(1);
  const std::uint64_t taken = std::min(count, most);
  Points points(varied_keys(axes).size());
  const Draws draws(axes, per_cell, sampling);
  std::vector<double> point;
  for (std::uint64_t i = 0; i < taken; ++i) {
    // floor(i * count / taken) in parts, so that the product cannot overflow
    const std::uint64_t chosen = count / taken * i + count % taken * i / taken;
    draws.fill(coordinates_of(axes, chosen / per_cell), chosen % per_cell, point);
    points.add(point);
  }
  return points;
}

std::optional<double> largest_value(const std::vector<Axis>& axes, const std::string& key) {
  for (const auto& axis : axes) {
    const auto found = std::find(axis.keys.begin(), axis.keys.end(), key);
    if (found == axis.keys.end()) continue;
    if (axis.sampled) return quantile_of(axis.distribution, 1 - 0x1p-32);
    double largest = axis.values.front()[found - axis.keys.begin()];
    for (const auto& values : axis.values)
      largest = std::max(largest, values[found - axis.keys.begin()]);
    return largest;
  }
  return std::nullopt;
}

}  // namespace taosweep

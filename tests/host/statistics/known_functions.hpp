// Functions whose indices are known, and the rows that a sweep would run of them.
#pragma once

#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "host/design/design_draw.hpp"
#include "host/design/designs/sampler.hpp"
#include "host/statistics/saltelli.hpp"

namespace taosweep {

using Function = std::function<double(const std::vector<double>&)>;

/// T. Ishigami, T. Homma (1990) over -pi to pi:  sin x + 7 sin^2 y + 0.1 z^4 sin x.
inline double ishigami(const std::vector<double>& u) {
  const auto at = [&](int i) { return std::numbers::pi * (2 * u[i] - 1); };
  return std::sin(at(0)) + 7 * std::pow(std::sin(at(1)), 2) +
         0.1 * std::pow(at(2), 4) * std::sin(at(0));
}
// V_x = (1 + pi^4 / 50)^2 / 2, V_y = 49 / 8, V_xz = 8 pi^8 / 22500, V = 13.8446
inline const std::vector<double> ishigami_first{0.31391, 0.44241, 0},
    ishigami_total{0.55759, 0.44241, 0.24368}, ishigami_second{0, 0.24368, 0};  // of x y, x z, y z

/// I. M. Sobol's g with a = 0, 1, 4.5, 9:  product of (|4 u - 2| + a) / (1 + a).
inline double g_function(const std::vector<double>& u) {
  const double a[] = {0, 1, 4.5, 9};
  double product = 1;
  for (int i = 0; i < 4; ++i) product *= (std::fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}
// V_i = 1 / 3 (1 + a)^2, V = product of (1 + V_i) - 1, total V_i product of others (1 + V_j)
inline const std::vector<double> g_first{0.71620, 0.17905, 0.02368, 0.00716},
    g_total{0.78714, 0.24236, 0.03433, 0.01046};
// V_ij = V_i V_j; of 01, 02, 03, 12, 13, 23
inline const std::vector<double> g_second{0.05968, 0.00789, 0.00239, 0.00197, 0.00060, 0.00008};

/// A Saltelli design by a seed.
inline Sampling saltelli_of(std::uint64_t seed) {
  Sampling sampling;
  sampling.kind = DesignKind::saltelli;
  sampling.seed = seed;
  return sampling;
}

/// As the shocks of one economy: a number with mean 0 and this standard deviation.
inline double shock_of(const Sampling& sampling, std::size_t point, int replicate, double sd) {
  const double u = design_uniform_of(sampling.seed, "shock", 9, static_cast<std::uint32_t>(point),
                                     static_cast<std::uint32_t>(replicate));
  return sd * std::sqrt(12) * (u - 0.5);
}

/// The parameters are key_0, key_1 ..
inline std::vector<std::string> known_keys_of(std::size_t axes) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < axes; ++i) keys.push_back("key_" + std::to_string(i));
  return keys;
}

/// Values of the rows; each with `shocks` times a number with variance 1, the mean of `replicates`.
inline std::vector<SaltelliRow> rows_of(const Function& f, std::size_t axes, std::size_t rows,
                                        const Sampling& sampling, double shocks = 0,
                                        int replicates = 1) {
  const std::uint64_t together = sampling.together(axes);
  const auto sampler = make_sampler({sampling, known_keys_of(axes), rows * together});
  std::vector<SaltelliRow> all(rows);
  for (std::size_t point = 0; point < rows * together; ++point) {
    std::vector<double> u;
    for (std::size_t axis = 0; axis < axes; ++axis) u.push_back(sampler->uniform(point, axis));
    double sum = 0, squares = 0;
    for (int r = 0; r < replicates; ++r) {
      const double e = shock_of(sampling, point, r, shocks);
      sum += e;
      squares += e * e;
    }
    SaltelliRow& row = all[point / together];
    row.means.push_back(f(u) + sum / replicates);
    row.scramble = static_cast<std::int32_t>(point / together % sampling.scrambles);
    if (replicates < 2) continue;
    const double variance = (squares - sum * sum / replicates) / (replicates - 1);
    row.variance_of_single += variance / static_cast<double>(together);
    row.variance_of_mean += variance / replicates / static_cast<double>(together);
  }
  return all;
}

/// How many intervals miss what they are for.
inline int misses_in(const Measure& measure, const std::vector<double>& truth) {
  int count = 0;
  for (std::size_t i = 0; i < truth.size(); ++i)
    count += !(measure.bounds.at(i).low <= truth[i] && truth[i] <= measure.bounds.at(i).high);
  return count;
}

}  // namespace taosweep

#include "host/statistics/morris.hpp"

#include <cmath>

#include <fmt/core.h>

#include "host/statistics/resampled_units.hpp"

namespace taosweep {

namespace {

constexpr double move = 0.5;  // in the distribution of a parameter

/// mu_star, mu, sigma of each parameter over some trajectories.
std::vector<double> measures_of(const std::vector<MorrisEffects>& trajectories,
                                std::span<const std::uint32_t> chosen) {
  const std::size_t k = trajectories.front().size();
  const double r = static_cast<double>(chosen.size());
  std::vector<double> all(3 * k);
  double *star = all.data(), *mu = star + k, *sigma = mu + k;
  for (const std::uint32_t one : chosen)
    for (std::size_t i = 0; i < k; ++i) {
      star[i] += std::fabs(trajectories[one][i]) / r;
      mu[i] += trajectories[one][i] / r;
    }
  for (const std::uint32_t one : chosen)
    for (std::size_t i = 0; i < k; ++i) sigma[i] += std::pow(trajectories[one][i] - mu[i], 2);
  for (std::size_t i = 0; i < k; ++i) sigma[i] = std::sqrt(sigma[i] / (r - 1));
  return all;
}

}  // namespace

MorrisEffects morris_effects(const std::vector<double>& values,
                             const std::vector<MorrisMove>& moves) {
  MorrisEffects effects(moves.size());
  for (std::size_t step = 0; step < moves.size(); ++step)
    effects[moves[step].parameter] =
        (values[step + 1] - values[step]) / (moves[step].direction * move);
  return effects;
}

Drivers morris_measures(const std::vector<MorrisEffects>& trajectories, double spread,
                        const std::string& key) {
  Drivers drivers;
  if (trajectories.size() < 2) {
    drivers.refusal =
        fmt::format("{} whole trajectories define it, and 2 are the fewest", trajectories.size());
    return drivers;
  }
  if (!(spread > 0)) {
    drivers.refusal = "it is the same at all points";
    return drivers;
  }
  const std::size_t k = trajectories.front().size();
  const auto statistic = [&](std::span<const std::uint32_t> chosen) {
    return measures_of(trajectories, chosen);
  };
  const std::vector<double> all = statistic(all_units(trajectories.size()));
  std::vector<Interval> bounds(all.size(), {undefined, undefined});
  if (trajectories.size() < fewest_trajectories)
    drivers.unbounded = fmt::format("{} trajectories say too little, {} are the fewest",
                                    trajectories.size(), fewest_trajectories);
  else
    bounds = percentile_intervals(static_cast<std::uint32_t>(trajectories.size()), key, statistic);
  drivers.measures = measures_from(all, bounds, k);
  for (std::size_t i = 0; i < k; ++i)
    drivers.idle.push_back(bounds[i].high < small_effect * spread || all[i] == 0);
  return drivers;
}

}  // namespace taosweep

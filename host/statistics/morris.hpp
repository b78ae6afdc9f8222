// Elementary effects from trajectories of points (host/design/designs/morris.cpp).
#pragma once

#include <string>
#include <vector>

#include "host/statistics/drivers.hpp"

namespace taosweep {

/// Effect of each parameter in one trajectory.
using MorrisEffects = std::vector<double>;

/// Effects of k parameters from the k + 1 values of a trajectory: where the move to the next point
/// takes parameter i up (+1) or down (-1) by 1/2 in its distribution,
///   d_i = (next - value) / (+-1/2)     [unit of the outcome, over the whole distribution]
/// `moves`: [step] parameter and direction.
struct MorrisMove {
  std::size_t parameter;
  int direction;
};
MorrisEffects morris_effects(const std::vector<double>& values,
                             const std::vector<MorrisMove>& moves);

/// Fewest trajectories with intervals.
inline constexpr std::size_t fewest_trajectories = 16;

/// Over r trajectories, for each parameter (M. D. Morris 1991, Technometrics 33; F. Campolongo, J.
/// Cariboni, A. Saltelli 2007, Env. Modelling and Software 22):
///   mu_star = mean |d|,   mu = mean d,   sigma = standard deviation of d
/// Intervals by resampling trajectories; `key` names the resamples. `spread` is the standard
/// deviation of the outcome over points: a parameter is idle whose mu_star lies wholly below 5 % of
/// it. Measures are mu_star, mu, sigma.
Drivers morris_measures(const std::vector<MorrisEffects>& trajectories, double spread,
                        const std::string& key);

}  // namespace taosweep

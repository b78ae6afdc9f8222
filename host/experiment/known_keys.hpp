// Words that a config may contain beside the parameters.
#pragma once

#include <string>
#include <vector>

namespace taosweep {

/// A key that is no parameter of an economy.
struct SettingInfo {
  const char* key;
  const char* fallback;  ///< value where the config has none
  const char* range;
  const char* sentence;
};
inline constexpr SettingInfo setting_table[] = {
    {"title", "", "text; a # is kept", "name of the experiment"},
    {"question", "", "text; a # is kept", "what it asks"},
    {"hypothesis", "", "text; a # is kept", "what is expected, written down before the run"},
    {"protocol.schedule", "launch-2025-02@0, fixed-2025-02@11.04", "ERA@DAY by comma",
     "which era is in force from which day since launch on: one of the chain (`taosweep eras`), or "
     "the config's own, [era NAME] with a line since = ERA and the rules that it changes"},
    {"protocol.share_formula", "none", "a formula",
     "weight of each subnet where protocol.share is formula, such as price_ema^0.5 * (1 - burned)"},
    {"network.start", "launch", "launch | drawn | FILE",
     "the network on day 0: that of the launch, one that each economy draws for itself with the "
     "moments of recorded ones (network.drawn_*), or a recorded state (`taosweep state FILE`, "
     "docs/states.md), beside the config where its name is no whole path"},
    {"depend.KEY", "none", "a formula of other parameters",
     "a parameter that is computed for each economy, after drawn values and arms, such as 2 * "
     "attack.budget_tao or if(attack.day < 30, 1, 2); functions as in protocol.share_formula"},
    {"contrasts.NAME", "none", "OUTCOME: ARM - ARM > MARGIN, or < MARGIN, or within MARGIN",
     "a difference of arms that is expected, registered before the run: `taosweep compare` says "
     "confirmed, falsified or inconclusive, all registered ones together at 95 %"},
    {"sweep.points", "none", "whole, [1, 4294967296]",
     "draws of the sampled axes; only with a line of [vary] that draws"},
    {"sweep.replicates", "1", "whole, [1, 4294967295]", "draws of the shocks at each point"},
    {"sweep.seed", "0", "whole, [0, 18446744073709551615]", "seed of points and shocks"},
    {"sweep.design", "random", "random | latin | sobol | saltelli | morris",
     "how the sampled axes are drawn: each point by itself, in Latin hypercubes, by a scrambled "
     "Sobol sequence, in rows for first-order and total indices, or in trajectories that move one "
     "axis at a time (docs/designs.md says which errors hold)"},
    {"sweep.scrambles", "16", "whole, [16, 4096]",
     "independent parts of a Latin or Sobol design or base, whose means say how large the error "
     "is: "
     "sweep.points is a multiple of them, under sobol a power of two of them"},
    {"sweep.groups", "none", "NAME(KEY, KEY, ..) by comma",
     "drawn axes that design = saltelli moves together, such as panic(foundation.panic_rate, "
     "foundation.panic_days): each group has one index, as each axis in none; rows are shorter"},
    {"sweep.second_order", "no", "no | yes",
     "whether rows of design = saltelli tell what two parameters or groups do together beyond what "
     "each does alone: 2 k + 2 points a row instead of k + 2"},
    {"sweep.base", "random", "random | sobol",
     "where the first two points of each row of design = saltelli come from: drawn by themselves, "
     "or sweep.scrambles scramblings of a Sobol sequence, each of a power of two of rows"},
    {"sweep.levels", "4", "4 | 8", "levels of each drawn axis under design = morris"},
    {"sweep.common_shocks", "arms", "arms | points",
     "the arms of a point share shocks, or all points share them too"},
    {"sweep.until", "none",
     "OUTCOME halfwidth < X, OUTCOME[ARM] .., OUTCOME[ARM - ARM] .., .. in CELL",
     "stop after the first 64, 128, 256 .. points as soon as half the interval of a share, mean or "
     "difference of arms is below X, at sweep.points at the latest; of a map in a cell or in every "
     "cell; errors of all looks and cells together are 5 % (docs/designs.md)"},
    {"keep.series_days", "1", "(0, 3650] d", "interval of the day series"},
    {"keep.paths", "0", "whole",
     "economies that keep every subnet's path: spread evenly, all arms of a point and replicate, "
     "so rounded up to whole sets of arms"},
    {"keep.economies", "none", "ids by comma", "the same by their ids, instead of keep.paths"},
};

/// Every key of a plain section: all parameters, sweep.*, keep.*, and the texts at the top.
const std::vector<std::string>& known_keys();

/// Every section but [arm NAME] and [era NAME].
const std::vector<std::string>& known_sections();

}  // namespace taosweep

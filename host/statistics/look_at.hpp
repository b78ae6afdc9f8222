// What a rule that stops a sweep is about, over the economies that there are.
#pragma once

#include "host/experiment/until.hpp"
#include "host/statistics/comparison.hpp"

namespace taosweep {

/// Share, mean or difference with its interval of a level, and whether it is narrow enough. Of one
/// arm `values.baseline` is not read. Shares have the exact interval, so that the level holds
/// whatever the share is; quantiles have order statistics, whatever the distribution is; means and
/// differences have those of compare_pairs.
Look look_at(const Until& until, const PairedValues& values, double level);

/// The same of cells whose intervals hold together, each at this level: what it says of the widest,
/// met where all are narrow enough.
Look look_at_cells(const Until& until, const std::vector<PairedValues>& cells, double level);

/// Points that would narrow it enough, from what a look saw: half-widths go down as 1/sqrt(n).
double points_needed(const Until& until, const Look& look);

}  // namespace taosweep

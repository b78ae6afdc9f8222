// Economies that reach what no pinned one does: several attackers, births and deaths, recorded and
// drawn networks, branches, baskets, revenue, votes.
#pragma once

#include <vector>

#include "tests/bits/pinned_cases.hpp"

namespace taosweep {

/// Nobody has pinned their numbers: they are to be those of a processor.
std::vector<PinnedCase> rare_cases();

}  // namespace taosweep

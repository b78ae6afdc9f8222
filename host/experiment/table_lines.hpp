// Lines of [vary] whose values stand in a file.
#pragma once

#include <vector>

#include "host/config/complaints.hpp"
#include "host/experiment/input_file.hpp"

namespace taosweep {

/// Puts the values of the files in place of their names, and gives the files that were read, each
/// once. Complains at the line that names one.
std::vector<InputFile> spell_out_tables(ConfigText& config, const FetchInput& fetch,
                                        Complaints& complaints);

}  // namespace taosweep

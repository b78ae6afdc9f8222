// Reading a results file, as far as merge, verify and info need it.
#pragma once

#include "host/store/file/layout.hpp"
#include "host/store/point_results.hpp"

namespace taosweep {

/// Opens a results file of a schema that this version reads. Throws UsageError with the reason.
hdf5::File open_results(const std::string& file);

/// The experiment as far as the file spells it out: all but `base` and the settings of arms, which
/// stand in `config`.
Experiment stored_experiment(const hdf5::Group& root);

/// Group /run.
RunFacts stored_facts(const hdf5::Group& root);

}  // namespace taosweep

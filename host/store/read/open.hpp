// Reading a results file, as far as merge, verify and info need it.
#pragma once

#include "host/store/file/layout.hpp"
#include "host/store/point_results.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

/// A file whose bytes are not those that were written, or were written to do harm.
struct DamagedFile : UsageError {
  using UsageError::UsageError;
};

/// What may be wrong with a file that is opened all the same.
enum class Tolerate {
  nothing,
  other_numbers,  ///< than its content digest promises: they are computed again and compared
  faults,         ///< whatever can be read without harm: all that is wrong is to be said
};

/// Opens a results file of a schema that this version reads, after a walk through it by a process
/// of its own (admission_of). Throws DamagedFile, or UsageError, with the reason.
hdf5::File open_results(const std::string& file, Tolerate tolerate = Tolerate::nothing);

/// The files that were read for it, the config first.
std::vector<InputFile> stored_inputs(const hdf5::Group& root);

/// The experiment as far as the file spells it out: all but `base` and
/// the settings of arms, which stand in `config`.
Experiment stored_experiment(const hdf5::Group& root);

/// Group /run.
RunFacts stored_facts(const hdf5::Group& root);

}  // namespace taosweep

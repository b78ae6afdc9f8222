// May a file be opened by this process: a child process has tried it first.
#pragma once

#include <string>
#include <vector>

#include "host/store/seal.hpp"

namespace taosweep {

/// What becomes of a file.
enum class Fitness {
  fit,         ///< it can be opened without harm
  no_results,  ///< it is something else
  unreadable,  ///< the disk fails, or the like: see UnreadableFile; `refusal` names the file
  damaged,     ///< or made to do harm
};

/// What the walk through a file found. A file that this process wrote itself is not walked.
struct Admission {
  Fitness fitness = Fitness::fit;
  std::string refusal;              ///< why it may not be opened
  std::vector<std::string> faults;  ///< what does not hold of a file that can be opened
  Seal seal = Seal::absent;
  std::string digest;  ///< of its content, as read
  bool digest_fits = true;
};

/// Everything that this program reads of a results file is read once, in a child with bounds on
/// time and memory: structure, counts, all numbers and texts, digest, hashes, config. Remembered
/// until the file changes. With a broken seal the walk ends there, unless it is to go on and find
/// out more. Throws as refuse_unreadable does.
const Admission& admission_of(const std::string& results_file, bool past_a_broken_seal = false);

/// The same of chunks, whose seals are right: structure and numbers. One refusal each, or none.
std::vector<std::string> refusals_of_chunks(const std::vector<std::string>& files);

/// This process has just written the results file, whole, with this digest.
void remember_own(const std::string& results_file, const std::string& digest);

}  // namespace taosweep

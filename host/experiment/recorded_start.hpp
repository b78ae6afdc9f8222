// network.start: the state of the network on day 0.
#pragma once

#include <string>
#include <vector>

#include "host/experiment/input_file.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {

struct Request;
class Complaints;

inline constexpr const char* start_key = "network.start";
inline constexpr const char *launch_word = "launch", *drawn_word = "drawn";

/// A recorded state at which all economies of an experiment begin, or that each draws its own.
struct RecordedStart {
  InputFile file;  ///< its name is drawn_word where there is none
  StartState state{};
  std::string line;     ///< what it is, in one line
  double pool_sum = 0;  ///< expected where it is drawn [TAO]

  bool is_drawn() const { return state.drawn > 0; }
  std::vector<std::string> notes;     ///< what was not recorded, and what is taken for it
  std::vector<std::string> warnings;  ///< what the user may not have meant
  std::vector<std::string> settled;   ///< keys of the era's rules whose value the file gives
};

/// Reads the state that the config names, if it names one, and puts into the request what follows
/// from it: the number of slots, block, TAO on root and issuance, and the era of its block where
/// the config has no schedule. Complains where they do not fit.
void read_start(const ConfigText& config, const FetchInput& fetch, Request& request,
                Complaints& complaints);

}  // namespace taosweep

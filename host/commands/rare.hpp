// What `taosweep rare` asks and finds.
#pragma once

#include <string>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/rare/estimate.hpp"
#include "host/rare/event.hpp"

namespace taosweep {

/// Some economies of a kind, and how many of them saw the event.
struct SeenAmong {
  std::uint64_t economies = 0, seen = 0;

  double share() const;     ///< NaN of none
  Interval bounds() const;  ///< Wilson's
};

/// Everything that is printed.
struct RareFindings {
  std::string config, arm;
  bool one_arm = false;
  RareEvent event;
  SplittingPlan plan;
  double days = 0;     ///< that economies last at most [d]
  bool drawn = false;  ///< parameters are drawn, a point for each root
  std::vector<SplittingRun> runs;
  RareEstimate estimate;
  SeenAmong
      same_start;   ///< begun as those were that saw the event, with other shocks from day 1 on
  SeenAmong crude;  ///< begun anew
};

/// The answer, what it cost, and what decides, a sentence each.
std::vector<std::string> rare_sentences(const RareFindings& found);
std::string rare_text(const RareFindings& found);
std::string rare_json(const RareFindings& found);

}  // namespace taosweep

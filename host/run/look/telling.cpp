#include "host/run/look/telling.hpp"

#include "host/text/terminal.hpp"

namespace taosweep {

void tell_look(const LookReport& report, bool quiet) {
  for (const std::string& warning : report.warnings) warn(warning);
  for (const std::string& note : report.notes)
    if (!quiet) tell_sentence(note);
  if (!quiet && !report.not_looked_at.empty()) tell_sentence(report.not_looked_at);
}

void tell_findings(const Findings& findings, bool quiet) {
  if (!quiet && !findings.undefined.empty()) say("{}", findings.undefined);
  for (const std::string& warning : findings.warnings) warn(warning);
}

}  // namespace taosweep

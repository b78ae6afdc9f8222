#include "host/run/look/telling.hpp"

#include "host/text/terminal.hpp"

namespace taosweep {

void tell_look(const LookReport& report, bool quiet) {
  for (const std::string& warning : report.warnings) warn(warning);
  for (const std::string& note : report.notes)
    if (!quiet) tell_sentence(note);
  if (!quiet && !report.not_looked_at.empty()) tell_sentence(report.not_looked_at);
}

void tell_findings(const Findings& findings, const std::string& file, bool quiet) {
  const bool cut = findings.shown_undefined != findings.undefined;
  if (!quiet && !findings.undefined.empty())
    say("{}{}", findings.shown_undefined, cut ? " (`taosweep info " + file + "` names all)" : "");
  for (const std::string& warning : findings.warnings) warn(warning);
}

}  // namespace taosweep

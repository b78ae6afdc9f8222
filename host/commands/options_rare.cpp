#include "host/commands/options.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

/// Every series that an event may be of, a sentence each.
std::string series_text() {
  std::string text = "Series:\n";
  for (const SeriesInfo& info : series_table) {
    if (info.axis != TimeAxis::day) continue;
    const std::string unit = info.unit;
    text += std::string("  ") + info.name + (unit == "1" ? "" : " [" + unit + "]") + ": " +
            info.sentence + "\n";
  }
  return text;
}

}  // namespace

void add_rare(CLI::App& app, RareOptions& rare, TypedOptions& typed) {
  auto* sub =
      app.add_subcommand("rare", "the probability of a rare event, by multilevel splitting");
  sub->add_option("config", rare.run.config, "config file, such as configs/no_intervention.ini")
      ->required();
  sub->add_option("--event", rare.event,
                  "SERIES > NUMBER for N days, or <: a day series beyond a number on N mornings in "
                  "a row, as 'target_ema_share > 0.05 for 7 days'.\n" +
                      series_text())
      ->required()
      ->type_name("EVENT");
  sub->add_option("--arm", rare.arm, "in this arm (default: the first)")->type_name("ARM");
  sub->add_option("--replicas", rare.replicas,
                  "economies of each run that are begun at once (default: 200); each draws its own "
                  "parameters, where the config draws any");
  sub->add_option("--runs", rare.runs,
                  "independent runs, whose spread gives the interval (default and least: 20)");
  sub->add_option("--kill", rare.killed,
                  "replicas killed and begun again at each step, at least (default: a tenth)");
  sub->add_option("--crude", rare.crude,
                  "run so many economies besides that are only begun, as a check");
  sub->add_flag("--json", rare.json, "the same for programs, with each run");
  sub->add_flag("--quiet", rare.run.quiet, "no progress");
  add_sets(sub, rare.run.sets);
  add_device(sub, typed);
}

}  // namespace taosweep

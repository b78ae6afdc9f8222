// taosweep validate.
#include "host/commands/commands.hpp"
#include "host/commands/option_text.hpp"
#include "host/eras/own_eras.hpp"
#include "host/experiment/overrides.hpp"
#include "host/run/demand.hpp"
#include "host/run/look/telling.hpp"
#include "host/run/looks.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {

int validate_command(const ValidateOptions& options) {
  const Experiment experiment =
      load_experiment(options.config, options.sets, [&](const Outline& outline) {
        DeviceOptions cpu;
        cpu.kind = DeviceKind::cpu;
        check_room(outline, choose_devices(cpu, outline.points), 1, default_out(options.config));
      });
  say("{}: good. {} ({}) x {} x {} = {}", options.config,
      counted(experiment.points.size(), "point"), counted(experiment.cell_count, "cell"),
      counted(experiment.replicates, "replicate"), counted(experiment.arms.size(), "arm"),
      counted(experiment.economies(), "economy"));
  if (experiment.units.joined())
    say("  design: {}",
        units_text(experiment.units, experiment.points.size() / experiment.cell_count));
  if (experiment.stopping) say("  until: {}", schedule_of_looks(*experiment.stopping));
  for (const CellBlock& block : experiment.blocks)
    say("  block {}: {} of {}", block.name, block.rows, joined(block.keys));
  for (const auto& varied : experiment.varied) {
    say("  varied: {}{}", varied.key, varied.remark("drawn"));
  }
  if (experiment.start) say("  start: {}", experiment.start->line);
  if (some_follow_the_common_schedule(experiment.arms))
    say("  schedule: {}", schedule_text(experiment.base.schedule, experiment.era_names));
  for (const NamedEra& era : experiment.eras)
    if (era.own()) say("  era {}", era_line(era, experiment.eras));
  for (const auto& arm : experiment.arms) say("  arm: {}", arm.label);
  for (const std::string& sentence : override_sentences(experiment)) tell("{}", sentence);
  const LookReport report = look_for_idle(experiment);
  if (!report.undefined.empty()) say("  {}", report.undefined);
  tell_look(report, false);
  return exit_done;
}

}  // namespace taosweep

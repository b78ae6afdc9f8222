// taosweep info.
#include <map>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/shard_text.hpp"
#include "host/commands/stop_words.hpp"
#include "host/eras/own_eras.hpp"
#include "host/experiment/removed_keys.hpp"
#include "host/experiment/request.hpp"
#include "host/experiment/stored_blocks.hpp"
#include "host/store/read/open.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/status_text.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

void print_line(const char* name, const std::string& value) {
  if (!value.empty()) say("{:<14} {}", name, shown_on_a_line(value));
}

void print_design(const hdf5::File& root, const Layout& layout, const Experiment& experiment) {
  print_line("economies", fmt::format("{} = {}{}", layout.economies(),
                                      counted(layout.points(), "point") + " x " +
                                          counted(layout.replicates, "replicate") + " x " +
                                          counted(layout.arms.size(), "arm"),
                                      shard_text(root, layout)));
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
    print_line(arm == 0 ? "arms" : "", layout.arms[arm] + (arm == 0 ? " (baseline)" : ""));
  for (std::size_t i = 0; i < experiment.varied.size(); ++i)
    print_line(i == 0 ? "varied" : "",
               experiment.varied[i].key + experiment.varied[i].remark("sampled"));
  if (root.has_attribute("until")) print_line("until", stop_text(root, layout));
  print_line("overrides", experiment.overrides);
}

/// Where economies began and which rules were in force; nothing of a config that this version
/// cannot read.
void print_rules(const Experiment& experiment) {
  try {
    const std::string name = "stored config";
    const Request request = read_request(in_todays_words(parse_config(experiment.config, name)),
                                         name, files_among(experiment.inputs));
    for (const CellBlock& block : blocks_in(experiment.config))
      print_line("block", block.name + ": " + joined(block.keys));
    if (request.start) print_line("start", request.start->line);
    if (!request.arms.always_set(schedule_key))
      print_line("schedule", schedule_text(request.base.schedule, request.era_names));
    for (const NamedEra& era : request.eras)
      if (era.own()) print_line("own era", era_line(era, request.eras));
  } catch (const UsageError&) {
  }
}

void print_status(const hdf5::File& root) {
  std::map<std::int32_t, std::size_t> counts;
  for (std::int32_t status : root.group("outcomes").dataset("status").read<std::int32_t>())
    ++counts[status];
  for (const auto& [status, count] : counts)
    print_line(status == counts.begin()->first ? "status" : "",
               fmt::format("{} {}: {}", status, status_name(status), count));
}

}  // namespace

int info_command(const std::string& file) {
  const hdf5::File root = open_results(file);
  try {
    const Layout layout = layout_of(root);
    const Experiment experiment = stored_experiment(root);
    const RunFacts facts = stored_facts(root);
    print_line("title", experiment.title);
    print_line("question", experiment.question);
    print_line("hypothesis", experiment.hypothesis);
    print_design(root, layout, experiment);
    print_rules(experiment);
    print_status(root);
    print_line("paths kept", std::to_string(experiment.keep.economies.size()));
    print_line("inputs", std::to_string(experiment.inputs.size()));
    print_line("seed", root.text("seed"));
    print_line("versions", fmt::format("taosweep {} ({}), model {}, schema {}",
                                       root.text("taosweep_version"), root.text("git_commit"),
                                       root.whole("model_version"), root.whole("schema_version")));
    print_line(
        "run",
        fmt::format("{:.1f} s on {} {}, {}, {}", facts.wall_seconds, facts.device, facts.isa,
                    counted(static_cast<std::uint64_t>(facts.threads), "thread"), facts.host));
    print_line("quantiles", "by " + facts.summaries);
    print_line("started", facts.started);
    for (std::size_t i = 0; i < facts.notes.size(); ++i)
      print_line(i == 0 ? "notes" : "", facts.notes[i]);
    print_line("config hash", experiment.config_hash);
    print_line("design hash", experiment.design_hash);
    print_line("content digest", root.text("content_digest"));
    return exit_done;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(fmt::format("{}: not a whole results file ({})", file, error.what()));
  }
}

}  // namespace taosweep

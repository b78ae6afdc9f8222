// taosweep compare: arms of one sweep against each other, pair by pair.
#include <algorithm>
#include <fstream>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/compare_text.hpp"
#include "host/commands/compare_two.hpp"
#include "host/commands/option_text.hpp"
#include "host/commands/stop_words.hpp"
#include "host/experiment/registered.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/store/read/open.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

/// A results file by its first bytes or by its name, be it whole or not; else a config.
bool is_results(const std::string& file) {
  if (file.ends_with(".h5") || file.ends_with(".hdf5")) return true;
  std::string head(4, '\0');
  std::ifstream(file, std::ios::binary).read(head.data(), static_cast<long>(head.size()));
  return head == "\x89HDF";
}

/// Which economies stand in no pair, since they failed; empty where none did.
std::string failed_text(const Layout& layout, const std::vector<std::size_t>& failed) {
  std::vector<std::string> parts;
  std::size_t all = 0;
  for (std::size_t arm = 0; arm < failed.size(); ++arm) {
    all += failed[arm];
    if (failed[arm] > 0) parts.push_back(fmt::format("{} of '{}'", failed[arm], layout.arms[arm]));
  }
  if (all == 0) return "";
  return fmt::format("{} of {} failed and stand in no pair: {} (`taosweep info` says why).", all,
                     counted(layout.arms.size() * layout.points() * layout.replicates, "economy"),
                     joined(parts));
}

std::vector<std::string> remarks_on(const Layout& layout, const PairReader& pairs,
                                    const ComparedFile& compared) {
  const bool by_cell = !compared.cells.empty();
  std::vector<std::string> remarks{
      fmt::format("{} are arm {} baseline over pairs of the same point and replicate, both "
                  "ended well and defined: {} x {}; {}{}.",
                  compared.ratio ? "Ratios of means" : "Differences", compared.ratio ? "/" : "-",
                  counted(layout.points(), "point"), counted(layout.replicates, "replicate"),
                  by_cell ? "in the first cell " : "",
                  units_text(layout, pairs.pool(by_cell ? 0 : all_cells)))};
  if (const std::string failed = failed_text(layout, pairs.failed()); !failed.empty())
    remarks.push_back(failed);
  if (const std::string lacking = pairs.what_it_lacks(); !lacking.empty())
    remarks.push_back(lacking);
  if (layout.cell_count > 1 && !by_cell)
    remarks.push_back(fmt::format(
        "They are pooled over the {} cells of the design, which somebody chose: another "
        "choice gives other means.",
        layout.cell_count));
  if (!compared.registered.empty())
    remarks.push_back(
        fmt::format("{} under \"registered\" {} right with 95 % (Holm): an interval decides at the "
                    "level beside it.",
                    compared.registered.size() == 1
                        ? "The verdict"
                        : fmt::format("All {} verdicts", compared.registered.size()),
                    compared.registered.size() == 1 ? "is" : "together are"));
  for (const std::string& remark : remarks_on_rows(compared)) remarks.push_back(remark);
  remarks.push_back("gain = variance without pairing over variance with it.");
  return remarks;
}

}  // namespace

void refuse_shard(const hdf5::File& root, const std::string& file) {
  const std::int64_t shards = root.whole("shard_count");
  if (shards > 1)
    throw UsageError(
        fmt::format("{} is one of {} shards: join them with `taosweep merge`, and "
                    "compare the whole",
                    file, shards));
}

namespace {

/// Those of the config that the file keeps.
std::vector<Contrast> registered_in(const hdf5::Group& root) {
  return registered_in(root.text("config"), stored_inputs(root));
}

int compare_file(const CompareOptions& options) {
  const hdf5::File root = open_results(options.file);
  try {
    refuse_shard(root, options.file);
    const Layout layout = layout_of(root);
    const ComparedParts parts = compared_parts(options, layout.arms);
    check_cells(options, layout.cell_count);
    const PairReader pairs(root, layout);
    ComparedFile compared;
    compared.identity = identity_of(options.file, root);
    compared.ratio = parts.ratio;
    if (parts.by_cell) compared.cells = cell_labels_of(root);
    compared.arms = layout.arms;
    compared.baseline = parts.baseline;
    compared.rows = compared_rows(parts, layout.cell_count, pairs.defined(),
                                  [&](int outcome, std::size_t arm, const ComparedHow& how) {
                                    return pairs.compare(outcome, arm, parts.baseline, how);
                                  });
    // Verdicts are on differences over the whole file.
    if (!parts.ratio && !parts.by_cell)
      compared.registered = judged(registered_in(root), [&](const Contrast& one, double level) {
        return pairs.compare(one.outcome, one.arm, one.other, {level});
      });
    compared.remarks = remarks_on(layout, pairs, compared);
    if (const std::string stop = stop_remark(options.file, root, layout); !stop.empty())
      compared.remarks.push_back(stop);
    say_comparison(compared, options.form);
    return exit_done;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(fmt::format("{}: not a whole results file ({})", options.file, error.what()));
  }
}

/// Runs the config to its default place. A name that does not exist is refused before.
int run_first(const CompareOptions& options, const std::string& out) {
  const Experiment experiment = load_experiment(options.file, {});
  std::vector<std::string> labels;
  for (const Arm& arm : experiment.arms) labels.push_back(arm.label);
  compared_parts(options, labels);
  check_cells(options, experiment.cell_count);
  if (name_is_taken(out))
    throw UsageError(
        fmt::format("{} exists: compare it by `taosweep compare {}`, or run the config "
                    "anew by `taosweep run {} --force`",
                    out, shell_word(out), shell_word(options.file)));
  tell("{} is a config: it is run first, into {}", options.file, out);
  RunOptions run;
  run.config = options.file;
  run.out = out;
  run.quiet = true;
  run.command_line = options.command_line;
  return run_command(run);
}

}  // namespace

int compare_command(const CompareOptions& options) {
  if (!options.other.empty()) return compare_two_files(options);
  if (is_results(options.file)) return compare_file(options);
  CompareOptions made = options;
  made.file = default_out(options.file);
  const int code = run_first(options, made.file);
  if (code != exit_done && code != exit_economies) return code;
  compare_file(made);
  return code;
}

}  // namespace taosweep

#include "host/commands/compare_two.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>

#include <fmt/core.h>

#include "host/commands/compare_text.hpp"
#include "host/commands/file_pairs.hpp"
#include "host/commands/stop_words.hpp"
#include "host/store/read/open.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

FileSide side_of(const std::string& file) {
  hdf5::File root = open_results(file);
  try {
    refuse_shard(root, file);
    return FileSide(file, std::move(root));
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(fmt::format("{}: not a whole results file ({})", file, error.what()));
  }
}

void refuse_one_file_twice(const CompareOptions& options) {
  std::error_code none;
  if (std::filesystem::equivalent(options.file, options.other, none))
    throw UsageError(
        fmt::format("{} and {} are one file, which does not differ from itself: "
                    "`taosweep compare {}` compares its arms",
                    options.file, options.other, options.file));
}

/// Those that --baseline and --arm name, or the arms of one label.
std::vector<ArmOfTwo> arms_of_both(const CompareOptions& options, const FileSide& baseline,
                                   const FileSide& arm) {
  const std::vector<std::string>&first = baseline.layout.arms, &second = arm.layout.arms;
  std::vector<std::string> wanted = options.arms.empty() ? second : options.arms;
  std::vector<ArmOfTwo> arms;
  for (const std::string& name : wanted) {
    const std::size_t number = number_of_arm(arm.name + ": --arm", name, second);
    const std::string& against = options.baseline.empty() ? name : options.baseline;
    const bool is_there = std::find(first.begin(), first.end(), against) != first.end();
    if (!is_there && options.baseline.empty()) {
      if (options.arms.empty()) continue;
      throw UsageError(fmt::format(
          "--arm '{}' is an arm of {}, and {} has none of that label to hold it against: name one "
          "with --baseline. There is: {}",
          name, arm.name, baseline.name, joined(first, "; ")));
    }
    arms.push_back({number, number_of_arm(baseline.name + ": --baseline", against, first)});
  }
  if (arms.empty())
    throw UsageError(fmt::format(
        "no arm of {} has the label of one of {}: '{}' and '{}'. Name an arm of either, as "
        "--baseline '{}' --arm '{}'",
        arm.name, baseline.name, joined(second, "', '"), joined(first, "', '"), first.front(),
        second.front()));
  return arms;
}

/// "Only FILE has arm 'x'."; empty where there is none.
std::string arms_left_out(const FileSide& side, const FileSide& other) {
  std::vector<std::string> only;
  for (const std::string& arm : side.layout.arms)
    if (std::find(other.layout.arms.begin(), other.layout.arms.end(), arm) ==
        other.layout.arms.end())
      only.push_back("'" + arm + "'");
  if (only.empty()) return "";
  return fmt::format("Only {} has {} {}.", side.name, only.size() == 1 ? "the arm" : "the arms",
                     joined(only));
}

std::string failed_of(const FileSide& side) {
  if (side.outcomes.failed().empty()) return "";
  return fmt::format("{} of {} economies of {} failed and are left out (`taosweep info` says why).",
                     side.outcomes.failed().size(), side.layout.economies(), side.name);
}

std::vector<std::string> cells_of_both(const CompareOptions& options, const FileSide& a,
                                       const FileSide& b) {
  check_cells(options, a.layout.cell_count);
  std::vector<std::string> cells = cell_labels_of(a.root);
  if (cells != cell_labels_of(b.root))
    throw UsageError(
        fmt::format("--by-cell: the cells of {} and {} are not the same ({} and {}): "
                    "leave --by-cell out",
                    a.name, b.name, a.layout.cell_count, b.layout.cell_count));
  return cells;
}

ComparedParts parts_of(const CompareOptions& options, const FileSide& a, const FileSide& b,
                       std::size_t arms) {
  ComparedParts parts;
  parts.arms.resize(arms);
  std::iota(parts.arms.begin(), parts.arms.end(), 0);
  parts.chosen = !options.outcomes.empty();
  parts.ratio = asks_for_ratio(options);
  parts.by_cell = options.by_cell;
  const std::vector<bool> common = common_outcomes(a, b);
  for (const int outcome : compared_outcomes(options.outcomes)) {
    if (common[static_cast<std::size_t>(outcome)])
      parts.outcomes.push_back(outcome);
    else if (parts.chosen)
      throw UsageError(fmt::format("--outcome {}: not both files have it in one unit. {}",
                                   outcome_table[outcome].name, joined(outcomes_apart(a, b), " ")));
  }
  if (parts.outcomes.empty())
    throw UsageError(
        fmt::format("{} and {} have no outcome in common that this version knows", a.name, b.name));
  return parts;
}

std::vector<std::string> remarks_on(const FilePairs& pairs, const FileSide& a, const FileSide& b,
                                    const ComparedFile& compared) {
  const bool by_cell = !compared.cells.empty();
  std::vector<std::string> remarks{fmt::format("{}: {} {} {}.",
                                               compared.ratio ? "Ratios of means" : "Differences",
                                               b.name, compared.ratio ? "/" : "-", a.name)};
  const auto add = [&](const std::string& sentence) {
    if (!sentence.empty()) remarks.push_back(sentence);
  };
  if (a.root.text("content_digest") == b.root.text("content_digest"))
    add("Both files hold the same data: their content digests are equal.");
  add(pairs.tie().sentence);
  const auto units = [&](const FileSide& side) {
    const Pool pool = by_cell ? pools_of_cells(side.layout).front() : pool_of_all(side.layout);
    return units_text(side.layout, pool);
  };
  const std::string where = by_cell ? "In the first cell " : "";
  if (pairs.tie().tie == Tie::pairs)
    add(where + units_text(pairs.common(), pairs.pool(by_cell ? 0 : all_cells)) + ".");
  else
    add(fmt::format("{}{} of {}, and {} of {}.", where, units(a), a.name, units(b), b.name));
  for (const std::string& sentence :
       {arms_left_out(a, b), arms_left_out(b, a), failed_of(a), failed_of(b)})
    add(sentence);
  for (const std::string& sentence : outcomes_apart(a, b)) add(sentence);
  if (!by_cell && std::max(a.layout.cell_count, b.layout.cell_count) > 1)
    add("Cells of the designs are pooled, which somebody chose: another choice gives other means.");
  for (const std::string& remark : remarks_on_rows(compared)) add(remark);
  for (const FileSide* side : {&a, &b}) add(stop_remark(side->name, side->root, side->layout));
  if (pairs.tie().tie == Tie::pairs) add("gain = variance without pairing over variance with it.");
  return remarks;
}

}  // namespace

int compare_two_files(const CompareOptions& options) {
  refuse_one_file_twice(options);
  const FileSide a = side_of(options.file), b = side_of(options.other);
  try {
    const std::vector<ArmOfTwo> arms = arms_of_both(options, a, b);
    const ComparedParts parts = parts_of(options, a, b, arms.size());
    ComparedFile compared;
    if (options.by_cell) compared.cells = cells_of_both(options, a, b);
    const FilePairs pairs(a, b, arms);
    compared.identity = identity_of(a.name, a.root);
    compared.other = identity_of(b.name, b.root);
    compared.tied = tie_word(pairs.tie().tie);
    compared.ratio = parts.ratio;
    for (const ArmOfTwo& one : arms) {
      compared.arms.push_back(b.layout.arms[one.arm]);
      compared.baselines.push_back(a.layout.arms[one.baseline]);
    }
    compared.rows = compared_rows(parts, a.layout.cell_count, pairs.defined(),
                                  [&](int outcome, std::size_t arm, const ComparedHow& how) {
                                    return pairs.compare(outcome, arm, how);
                                  });
    compared.remarks = remarks_on(pairs, a, b, compared);
    say_comparison(compared, options.form);
    return exit_done;
  } catch (const hdf5::Hdf5Error& error) {
    throw UsageError(fmt::format("{} and {} cannot be compared ({})", options.file, options.other,
                                 error.what()));
  }
}

}  // namespace taosweep

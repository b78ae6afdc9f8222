// What `taosweep compare` prints for programs.
#include <cmath>
#include <utility>

#include "host/commands/compare_text.hpp"
#include "host/text/json.hpp"
#include "host/text/number_text.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

/// A column of the CSV file and member of the JSON.
struct Member {
  const char* name;
  double (*number)(const Comparison&);
};

constexpr char difference_name[] = "difference";

constexpr Member members[] = {
    {"pairs", [](const Comparison& c) { return static_cast<double>(c.n); }},
    {"units", [](const Comparison& c) { return static_cast<double>(c.clusters); }},
    {"baseline_value", [](const Comparison& c) { return c.baseline; }},
    {"baseline_low", [](const Comparison& c) { return c.baseline_bounds.low; }},
    {"baseline_high", [](const Comparison& c) { return c.baseline_bounds.high; }},
    {"arm_value", [](const Comparison& c) { return c.arm; }},
    {"arm_low", [](const Comparison& c) { return c.arm_bounds.low; }},
    {"arm_high", [](const Comparison& c) { return c.arm_bounds.high; }},
    {difference_name, [](const Comparison& c) { return c.difference; }},
    {"low", [](const Comparison& c) { return c.bounds.low; }},
    {"high", [](const Comparison& c) { return c.bounds.high; }},
    {"median", [](const Comparison& c) { return c.median; }},
    {"median_low", [](const Comparison& c) { return c.median_bounds.low; }},
    {"median_high", [](const Comparison& c) { return c.median_bounds.high; }},
    {"better", [](const Comparison& c) { return c.better; }},
    {"better_low", [](const Comparison& c) { return c.better_bounds.low; }},
    {"better_high", [](const Comparison& c) { return c.better_bounds.high; }},
    {"ties", [](const Comparison& c) { return c.ties; }},
    {"variance_reduction", [](const Comparison& c) { return c.variance_reduction; }},
    {"horizon", [](const Comparison& c) { return c.horizon; }},
};

/// Pairs have no count of the baseline's own.
double own(std::int64_t count, const Comparison& found) {
  return found.baseline_n > 0 ? static_cast<double>(count) : undefined;
}

/// Of two files: what the baseline has of its own where nothing pairs it with the arm.
constexpr Member members_of_two[] = {
    {"baseline_n", [](const Comparison& c) { return own(c.baseline_n, c); }},
    {"baseline_units", [](const Comparison& c) { return own(c.baseline_clusters, c); }},
};

std::vector<Member> members_of(const ComparedFile& compared) {
  std::vector<Member> all(std::begin(members), std::end(members));
  for (Member& member : all)
    if (compared.ratio && member.name == difference_name)
      member = {"ratio", [](const Comparison& c) { return c.ratio; }};
  if (compared.other) all.insert(all.end(), std::begin(members_of_two), std::end(members_of_two));
  return all;
}

/// Counts among them without a fraction.
Json number_or_null(double value) {
  if (value == std::floor(value) && std::fabs(value) < 1e15)
    return static_cast<std::int64_t>(value);
  return or_null(value);
}

/// Numbers, and how they were made.
void add_members(Json& json, const ComparedFile& compared, const Comparison& found) {
  for (const Member& member : members_of(compared))
    json[member.name] = number_or_null(member.number(found));
  json["method"] = or_null(found.method);
  json["refusal"] = or_null(found.refusal);
}

Json contrast_json(const ComparedFile& compared, const JudgedContrast& one) {
  const Contrast& contrast = one.contrast;
  Json json;
  json["contrast"] = contrast.name;
  json["verdict"] = verdict_word(one.verdict);
  json["expected"] = contrast_text(contrast, compared.arms);
  json["level"] = one.level;
  json["outcome"] = outcome_table[contrast.outcome].name;
  json["unit"] = outcome_table[contrast.outcome].unit;
  json["baseline"] = compared.arms[contrast.other];
  json["arm"] = compared.arms[contrast.arm];
  add_members(json, compared, one.found);
  return json;
}

Json row_json(const ComparedFile& compared, const ComparedRow& row) {
  const OutcomeInfo& info = outcome_table[row.outcome];
  Json json;
  json["level"] = confidence;
  json["outcome"] = info.name;
  json["unit"] = info.unit;
  json["baseline"] = compared.baseline_of(row.arm);
  json["arm"] = compared.arms[row.arm];
  if (row.cell != all_cells) json["cell"] = compared.cells[static_cast<std::size_t>(row.cell)];
  add_members(json, compared, row.found);
  return json;
}

/// `cells`: what stands before the numbers, without outcome and unit.
std::vector<std::string> cells_of(const ComparedFile& compared, std::vector<std::string> cells,
                                  int outcome, const std::vector<std::string>& arms,
                                  const Comparison& found) {
  const OutcomeInfo& info = outcome_table[outcome];
  cells.insert(cells.end(), {info.name, info.unit});
  cells.insert(cells.end(), arms.begin(), arms.end());
  for (const Member& member : members_of(compared)) {
    const double value = member.number(found);
    cells.push_back(std::isfinite(value) ? number_text(value) : "");
  }
  cells.insert(cells.end(), {found.method, found.refusal});
  return cells;
}

std::string line_of(const std::vector<std::string>& cells) {
  return joined_as(cells, csv_cell, ",") + "\n";
}

void add_identity(Json& json, const FileIdentity& identity) {
  json["file"] = identity.file;
  json["title"] = identity.title;
  json["config_hash"] = identity.config_hash;
  json["content_digest"] = identity.content_digest;
}

}  // namespace

std::string comparison_json(const ComparedFile& compared) {
  Json json;
  add_identity(json, compared.identity);
  if (compared.other) {
    add_identity(json["other"], *compared.other);
    json["tied"] = compared.tied;
  }
  json["confidence"] = confidence;
  if (compared.ratio) json["scale"] = "ratio";
  if (!compared.other) json["baseline"] = compared.arms[compared.baseline];
  json["remarks"] = compared.remarks;
  json["registered"] = Json::array();
  for (const JudgedContrast& one : compared.registered)
    json["registered"].push_back(contrast_json(compared, one));
  json["descriptive"] = Json::array();
  for (const ComparedRow& row : compared.rows)
    json["descriptive"].push_back(row_json(compared, row));
  return json_text(json);
}

std::string comparison_csv(const ComparedFile& compared) {
  std::vector<std::string> head{"contrast", "verdict", "expected", "level",
                                "outcome",  "unit",    "baseline", "arm"};
  if (!compared.cells.empty()) head.emplace_back("cell");
  for (const Member& member : members_of(compared)) head.emplace_back(member.name);
  head.insert(head.end(), {"method", "refusal"});
  std::string text = line_of(head);
  for (const JudgedContrast& one : compared.registered)
    text += line_of(cells_of(compared,
                             {one.contrast.name, verdict_word(one.verdict),
                              contrast_text(one.contrast, compared.arms), number_text(one.level)},
                             one.contrast.outcome,
                             {compared.arms[one.contrast.other], compared.arms[one.contrast.arm]},
                             one.found));
  for (const ComparedRow& row : compared.rows) {
    std::vector<std::string> arms{compared.baseline_of(row.arm), compared.arms[row.arm]};
    if (row.cell != all_cells) arms.push_back(compared.cells[static_cast<std::size_t>(row.cell)]);
    text += line_of(
        cells_of(compared, {"", "", "", number_text(confidence)}, row.outcome, arms, row.found));
  }
  return text;
}

}  // namespace taosweep

#include "host/experiment/resolved_text.hpp"

#include <algorithm>

#include "host/eras/own_eras.hpp"
#include "host/eras/schedule_text.hpp"
#include "host/experiment/cell_labels.hpp"
#include "host/formula/formula.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

std::string line(const std::string& key, const std::string& value) {
  return key + " =" + (value.empty() ? "" : " ") + value + "\n";
}

// Those of its own that a schedule rests on: what nobody names changes no economy.
std::string era_sections(const Request& request) {
  std::string text;
  const auto behind =
      eras_behind(names_in(request.arms.schedules(common_schedule(request))), request.eras);
  for (const NamedEra& era : request.eras) {
    const bool rests_on = std::find(behind.begin(), behind.end(), era.name) != behind.end();
    if (era.own() && rests_on) text += era_section_text(era, request.eras);
  }
  return text;
}

std::string parameter_sections(const Request& request) {
  std::string text, group;
  for (const auto& info : parameter_table) {
    const std::string key = info.key;
    const auto dot = key.find('.');
    if (key.substr(0, dot) != group) {
      group = key.substr(0, dot);
      text += "[" + group + "]\n";
      if (group == "protocol" && !request.arms.always_set(schedule_key))
        text += line("schedule", schedule_text(request.base.schedule, request.era_names));
      if (group == "protocol" && request.base.share_formula.count > 0)
        text += line("share_formula", formula_text(request.base.share_formula));
      if (group == "network")
        text += line("start", request.start ? request.start->file.name : launch_word);
    }
    if (request.start && !request.start->is_drawn() && key == "network.subnets")
      continue;  // the file says it
    if (is_always_varied(request, key) || request.arms.always_set(key)) continue;
    text += line(key.substr(dot + 1), value_text(info, info.of(request.base)));
  }
  return text;
}

std::vector<Axis> common_axes(const Request& request) {
  return {request.axes.begin() + !request.blocks.empty(), request.axes.end()};
}

std::string vary_section(const Request& request) {
  std::string text;
  const auto add = [&](const std::string& section, const std::vector<Axis>& axes) {
    if (!axes.empty()) text += "[" + section + "]\n";
    for (const auto& axis : axes) text += line(axis.key_text, axis.value_text);
  };
  add("vary", common_axes(request));
  for (const VaryBlock& block : request.blocks) add("vary " + block.name, block.axes);
  return text;
}

// Only where there are any: other configs keep their hash.
std::string depend_section(const Request& request) {
  if (request.dependents.empty()) return "";
  std::string text = "[depend]\n";
  for (const Dependent& dependent : request.dependents)
    text += line(dependent.parameter->key, dependent.text());
  return text;
}

std::string arm_sections(const Request& request) {
  std::string text;
  if (!request.arms.product.empty()) text += "[arms]\n";
  for (const auto& arm_line : request.arms.product) {
    if (arm_line.key == schedule_key) {
      text += line(arm_line.key, joined_as(arm_line.schedules, schedule_word));
      continue;
    }
    if (arm_line.key == formula_key) {
      text += line(arm_line.key, joined_as(arm_line.formulas, formula_text));
      continue;
    }
    const auto& info = parameter(arm_line.key);
    text += line(arm_line.key,
                 joined_as(arm_line.values, [&](double value) { return value_text(info, value); }));
  }
  for (const auto& bundle : request.arms.bundles) {
    text += "[arm " + bundle.name + "]\n";
    if (bundle.schedule)
      text += line(schedule_key, schedule_text(bundle.schedule->dated, bundle.schedule->names));
    if (bundle.formula) text += line(formula_key, formula_text(*bundle.formula));
    for (const auto& [key, value] : bundle.settings) {
      text += line(key, value_text(parameter(key), value));
    }
  }
  return text;
}

// Only where there are any: other configs keep their hash.
std::string contrast_section(const Request& request) {
  if (request.contrasts.empty()) return "";
  std::string text = "[contrasts]\n";
  const std::vector<std::string> arms = arm_labels(request);
  for (const Contrast& contrast : request.contrasts)
    text += line(contrast.name, contrast_text(contrast, arms));
  return text;
}

std::string sweep_section(const Request& request) {
  const Sampling& sampling = request.sampling;
  std::string text = "[sweep]\n" + line("design", info_of(sampling.kind).name);
  // Only where there are any: other configs keep their hash.
  if (!sampling.groups.empty()) text += line("groups", groups_text(sampling.groups));
  if (sampling.second_order) text += line("second_order", "yes");
  if (sampling.sobol_base) text += line("base", "sobol");
  if (sampling.scrambled()) text += line("scrambles", std::to_string(sampling.scrambles));
  if (sampling.kind == DesignKind::morris) text += line("levels", std::to_string(sampling.levels));
  if (request.points) text += line("points", std::to_string(*request.points));
  text += line("replicates", std::to_string(request.replicates));
  text += line("seed", std::to_string(sampling.seed));
  text += line("common_shocks", request.common_shocks ? "points" : "arms");
  // Only where there is one: other configs keep their hash.
  if (request.until)
    text += line("until", until_text(*request.until, arm_labels(request), cell_labels(request)));
  return text;
}

std::string keep_section(const Request& request) {
  std::string text = "[keep]\n" + line("series_days", number_text(request.series_days));
  if (request.kept_economies.empty()) {
    return text + line("paths", std::to_string(request.kept_paths.value_or(0)));
  }
  return text + line("economies", joined_as(request.kept_economies,
                                            [](std::uint64_t id) { return std::to_string(id); }));
}

}  // namespace

std::string resolved_text(const Request& request) {
  return line("title", request.title) + line("question", request.question) +
         line("hypothesis", request.hypothesis) + era_sections(request) +
         parameter_sections(request) + vary_section(request) + depend_section(request) +
         arm_sections(request) + contrast_section(request) + sweep_section(request) +
         keep_section(request);
}

}  // namespace taosweep

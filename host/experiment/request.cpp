#include "host/experiment/request.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "host/config/complaints.hpp"
#include "host/config/places.hpp"
#include "host/eras/own_eras.hpp"
#include "host/eras/schedule_text.hpp"
#include "host/experiment/cell_labels.hpp"
#include "host/experiment/dependents.hpp"
#include "host/experiment/known_keys.hpp"
#include "host/experiment/removed_keys.hpp"
#include "host/experiment/sweep_lines.hpp"
#include "host/experiment/table_lines.hpp"
#include "host/experiment/until_fits.hpp"
#include "host/experiment/whole_checks.hpp"
#include "host/text/near_key.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "kernels/state/segments.hpp"

namespace taosweep {
namespace {

bool sets(const std::vector<Axis>& axes, const std::string& key) {
  return std::any_of(axes.begin(), axes.end(), [&](const Axis& axis) {
    return std::count(axis.keys.begin(), axis.keys.end(), key) > 0;
  });
}

bool is_bundle(const std::string& section) {
  return section == "arm" || section.starts_with("arm ");
}

std::string bundle_name(const std::string& section) {
  return section.substr(4);
}

void add_block(const ConfigSection& section, Request& request, Complaints& complaints) {
  const std::string name = section.name.substr(5);
  complaints.during(section.where, [&] {
    check_block_name(name);
    for (const VaryBlock& other : request.blocks)
      if (other.name == name)
        throw UsageError("[" + section.name + "] stands twice (first at " + other.where + ")");
  });
  request.blocks.push_back({name, section.where, {}});
}

Axis parse_axis_line(const ConfigLine& line) {
  Axis axis = parse_axis(line.key, line.value);
  axis.where = line.where;
  return axis;
}

Axis parse_listed_axis(const ConfigLine& line) {
  Axis axis = parse_axis_line(line);
  if (!axis.sampled) return axis;
  throw UsageError("[" + line.section + "] lists values; what is drawn stands in [vary], so that " +
                   "all blocks have the same draws");
}

void check_sections(const ConfigText& config, Request& request, Complaints& complaints) {
  std::map<std::string, std::string> bundles, plain;
  for (const auto& section : config.sections) {
    if (is_era_section(section.name)) continue;
    if (section.name != "vary" && is_vary_section(section.name)) {
      add_block(section, request, complaints);
      continue;
    }
    if (!is_bundle(section.name)) {
      plain.emplace(section.name, section.where);
    } else if (section.name == "arm") {
      complaints.add(section.where, "an arm needs a name: [arm NAME]");
    } else if (const auto [old, added] = bundles.emplace(section.name, section.where); !added) {
      complaints.add(section.where, "[" + section.name + "] stands twice (first at " + old->second +
                                        "): two arms would have one label");
    } else {
      request.arms.bundles.push_back({bundle_name(section.name), {}, {}, {}});
    }
  }
  const auto& known = known_sections();
  for (const auto& [name, where] : plain) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    complaints.add(where,
                   "unknown section [" + name + "]; the nearest is [" + nearest(name, known) + "]");
  }
}

void check_repeats(const ConfigText& config, Complaints& complaints) {
  std::map<std::string, std::string> first;
  for (const auto& line : config.lines) {
    const auto [old, added] = first.emplace(line.full_key(), line.where);
    if (!added) {
      complaints.add(line.where, line.full_key() + " stands twice (first at " + old->second + ")");
    }
  }
}

void read_text(Request& request, const ConfigLine& line) {
  if (line.key == "title") {
    request.title = line.value;
  } else if (line.key == "question") {
    request.question = line.value;
  } else if (line.key == "hypothesis") {
    request.hypothesis = line.value;
  } else {
    const auto dot = line.key.find('.');
    const std::string section = line.key.substr(0, dot);
    const auto& keys = known_keys();
    const bool known = std::find(keys.begin(), keys.end(), line.key) != keys.end();
    if (dot != std::string::npos && (known || section == "vary" || section == "depend" ||
                                     section == "arms" || section == "contrasts")) {
      throw UsageError(line.key + " stands outside its section: write `" +
                       line.key.substr(dot + 1) + " = " + line.value + "` under [" + section + "]");
    }
    throw UsageError(unknown_key(line.key, keys));
  }
}

void read_line(Request& request, const ConfigLine& line) {
  refuse_removed_key(line);
  if (line.value.empty() && !line.is_text()) {
    throw UsageError(line.full_key() + " has no value");
  }
  if (line.section.empty()) {
    read_text(request, line);
  } else if (line.section == "vary") {
    request.axes.push_back(parse_axis_line(line));
  } else if (is_vary_section(line.section)) {
    for (VaryBlock& block : request.blocks)
      if ("vary " + block.name == line.section) block.axes.push_back(parse_listed_axis(line));
  } else if (line.section == "depend") {
    request.dependents.push_back(parse_dependent(line.key, line.value));
    request.dependents.back().where = line.where;
  } else if (line.section == "arms") {
    request.arms.product.push_back(parse_arm_line(line.key, line.value, request.eras));
  } else if (is_bundle(line.section)) {
    for (auto& bundle : request.arms.bundles) {
      if ("arm " + bundle.name == line.section)
        read_bundle_line(bundle, line.key, line.value, request.eras);
    }
  } else if (line.section == "contrasts") {
    // Once all arms are known.
  } else if (line.section == "sweep") {
    read_sweep_line(request, line);
  } else if (line.section == "keep") {
    read_keep_line(request, line);
  } else if (line.full_key() == schedule_key) {
    const NamedSchedule schedule = parse_schedule(line.value, request.eras);
    request.base.schedule = schedule.dated;
    request.era_names = schedule.names;
  } else if (line.full_key() == formula_key) {
    request.base.share_formula = parse_formula(line.value);
  } else if (line.full_key() != start_key) {
    const auto* info = find_parameter(line.full_key());
    if (!info) throw UsageError(unknown_key(line.full_key(), known_keys()));
    info->of(request.base) = parse_value(*info, line.value);
  }
}

// In the order of the table: the order of lines means nothing.
void sort_bundles(Request& request) {
  for (auto& bundle : request.arms.bundles) {
    std::sort(bundle.settings.begin(), bundle.settings.end(), [](const auto& a, const auto& b) {
      return find_parameter(a.first) < find_parameter(b.first);
    });
  }
}

using FirstPlaces = std::map<std::string, std::string>;

void check_axes_of(const std::vector<Axis>& axes, const Request& request, FirstPlaces& first,
                   Complaints& complaints) {
  for (const auto& axis : axes) {
    for (const auto& key : axis.keys) {
      const auto [old, added] = first.emplace(key, axis.where);
      if (!added)
        complaints.add(axis.where, key + " is varied twice (first at " + old->second + ")");
      if (request.arms.sometimes_set(key)) {
        complaints.add(axis.where, key +
                                       " is varied here and set by an arm: the points would lose " +
                                       "their values. Keep one of the two");
      }
    }
  }
}

/// A block whose lines were refused has said so already.
bool has_lines(const ConfigText& config, const VaryBlock& block) {
  return std::any_of(config.lines.begin(), config.lines.end(),
                     [&](const ConfigLine& line) { return line.section == "vary " + block.name; });
}

void check_axes(const ConfigText& config, const Request& request, Complaints& complaints) {
  FirstPlaces first;
  check_axes_of(request.axes, request, first, complaints);
  for (const VaryBlock& block : request.blocks) {
    if (block.axes.empty() && !has_lines(config, block))
      complaints.add(block.where, "[vary " + block.name + "] has no line");
    FirstPlaces with_block = first;
    check_axes_of(block.axes, request, with_block, complaints);
  }
}

// The key of its axis as [vary] has it: zip(a.b, c.d) for one of several.
std::string axis_text(const Request& request, const std::string& key) {
  for (const auto& axis : request.axes) {
    if (std::count(axis.keys.begin(), axis.keys.end(), key) > 0) return axis.key_text;
  }
  return key;
}

// A value that every point or every arm replaces would have no effect: say so instead of taking it.
void check_idle_lines(const ConfigText& config, const Request& request, Complaints& complaints) {
  for (const auto& line : config.lines) {
    const std::string key = line.full_key();
    if (line.section.empty()) continue;
    if (key != schedule_key && key != formula_key && !find_parameter(key)) continue;
    const bool varied = is_always_varied(request, key);
    if (!varied && !request.arms.always_set(key)) continue;
    if (varied && !sets(request.axes, key)) {
      const bool computed = !is_on_an_axis(request, key);
      complaints.add(line.where,
                     key + (computed ? " is computed in [depend]" : " is varied in every block") +
                         ": one value for all has no effect. Remove it here or there");
      continue;
    }
    const std::string axis =
        (varied ? "vary." : "arms.") + (varied ? axis_text(request, key) : key);
    // What a shell would take apart stands in quotes.
    const std::string quote = axis.find('(') == std::string::npos ? "" : "'";
    std::string why = key + (varied ? " is varied" : " is set by every arm") +
                      ": one value for all has no effect. ";
    if (line.from_set && (varied || request.arms.bundles.empty())) {
      why += "Use --set " + quote + axis + "=..." + quote + ", or --set " + quote + axis + "=" +
             quote + " (empty) as well, to drop the axis";
    } else {
      why += std::string("Remove it here or from [") + (varied ? "vary]" : "arms]");
    }
    complaints.add(line.where, why);
  }
}

void read_contrasts(Request& request, const ConfigText& config, Complaints& complaints) {
  for (const auto& line : config.lines) {
    if (line.section != "contrasts") continue;
    complaints.during(line.where, [&] {
      if (request.contrasts.size() == most_contrasts)
        throw UsageError("there are more than " + std::to_string(most_contrasts) +
                         " contrasts: they share 5 % of error among themselves, so register few");
      request.contrasts.push_back(parse_contrast(line.key, line.value, arm_labels(request)));
    });
  }
}

void read_until(Request& request, const Places& places, Complaints& complaints) {
  if (request.until_line.empty()) return;
  complaints.during(places.of({"sweep.until"}), [&] {
    request.until = parse_until(request.until_line, arm_labels(request), cell_labels(request));
    check_until_fits(request);
  });
}

// Calls f(parameters) for each schedule that some economy lives under.
template <class F>
void for_each_schedule(const Request& request, const F& f) {
  Parameters parameters = request.base;
  for (const NamedSchedule& schedule : request.arms.schedules(common_schedule(request))) {
    parameters.schedule = schedule.dated;
    f(parameters);
  }
}

// Written as a number where all eras of all schedules say the same: so a resolved config holds what
// can be held in it.
void fill_in_constants(Request& request) {
  const Request by_eras = request;
  for (const auto& info : parameter_table) {
    if (!info.rule || info.of(request.base) != by_era) continue;
    bool constant = true;
    std::optional<double> value;
    for_each_schedule(by_eras, [&](const Parameters& parameters) {
      for_each_rules(parameters, [&](const Rules& rules) {
        constant &= !value || *value == number_of(info, rules);
        value = number_of(info, rules);
      });
    });
    if (constant && value) info.of(request.base) = *value;
  }
}

}  // namespace

NamedSchedule common_schedule(const Request& request) {
  return {request.base.schedule, request.era_names};
}

std::vector<std::string> arm_labels(const Request& request) {
  std::vector<std::string> labels;
  for (const Arm& arm : make_arms(request.arms)) labels.push_back(arm.label);
  return labels;
}

bool is_on_an_axis(const Request& request, const std::string& key) {
  return sets(request.axes, key) ||
         std::any_of(request.blocks.begin(), request.blocks.end(),
                     [&](const VaryBlock& block) { return sets(block.axes, key); });
}

bool is_varied(const Request& request, const std::string& key) {
  return is_on_an_axis(request, key) ||
         std::any_of(request.dependents.begin(), request.dependents.end(),
                     [&](const auto& dependent) { return dependent.parameter->key == key; });
}

bool is_always_varied(const Request& request, const std::string& key) {
  if (!is_varied(request, key)) return false;
  const auto left_alone = [&](const VaryBlock& block) { return !sets(block.axes, key); };
  const bool in_blocks = std::any_of(request.blocks.begin(), request.blocks.end(),
                                     [&](const VaryBlock& block) { return sets(block.axes, key); });
  return !in_blocks || std::none_of(request.blocks.begin(), request.blocks.end(), left_alone);
}

Request read_request(const ConfigText& given, const std::string& name, const FetchInput& fetch) {
  Request request;
  Complaints complaints;
  ConfigText config = given;
  request.tables = spell_out_tables(config, fetch, complaints);
  check_sections(config, request, complaints);
  check_repeats(config, complaints);
  request.eras = read_eras(config, complaints);
  for (const auto& line : config.lines) {
    const auto& known = known_sections();
    const bool readable = line.section.empty() || is_bundle(line.section) ||
                          is_vary_section(line.section) ||
                          std::find(known.begin(), known.end(), line.section) != known.end();
    if (readable) {
      complaints.during(line.where, [&] { read_line(request, line); });
    }
  }
  read_start(config, fetch, request, complaints);
  fill_in_constants(request);
  sort_bundles(request);
  check_axes(config, request, complaints);
  settle_dependents(request, complaints);
  check_idle_lines(config, request, complaints);
  complaints.raise();
  if (!request.blocks.empty()) {
    complaints.during(request.blocks.front().where, [&] {
      request.axes.insert(request.axes.begin(), axis_of_blocks(request.blocks, request.base));
    });
    complaints.raise();
  }
  check_whole(request, Places(config, name), complaints);
  complaints.raise();
  read_contrasts(request, config, complaints);
  read_until(request, Places(config, name), complaints);
  complaints.raise();
  return request;
}

std::string overrides_of(const Request& request) {
  const Parameters& base = request.base;
  std::vector<std::string> keys;
  for (const auto& info : parameter_table) {
    if (!std::string(info.key).starts_with("protocol.") || info.of(base) == info.fallback())
      continue;
    if (!info.rule) {
      keys.emplace_back(info.key);
      continue;
    }
    Request by_eras = request;
    info.of(by_eras.base) = by_era;
    bool differs = false;
    for_each_schedule(by_eras, [&](const Parameters& parameters) {
      for_each_segment(parameters, [&](std::int32_t, const Rules& rules) {
        differs |= !(rules_in(base, rules) == rules);
      });
    });
    if (differs) keys.emplace_back(info.key);
  }
  return joined(keys);
}

}  // namespace taosweep

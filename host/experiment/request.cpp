#include "host/experiment/request.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>

#include "host/config/complaints.hpp"
#include "host/config/places.hpp"
#include "host/eras/own_eras.hpp"
#include "host/eras/schedule_text.hpp"
#include "host/experiment/known_keys.hpp"
#include "host/experiment/removed_keys.hpp"
#include "host/experiment/sweep_lines.hpp"
#include "host/experiment/until_fits.hpp"
#include "host/text/near_key.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "kernels/state/segments.hpp"

namespace taosweep {
namespace {

bool is_bundle(const std::string& section) {
  return section == "arm" || section.starts_with("arm ");
}

std::string bundle_name(const std::string& section) {
  return section.substr(4);
}

void check_sections(const ConfigText& config, Request& request, Complaints& complaints) {
  std::map<std::string, std::string> bundles, plain;
  for (const auto& section : config.sections) {
    if (is_era_section(section.name)) continue;
    if (!is_bundle(section.name)) {
      plain.emplace(section.name, section.where);
    } else if (section.name == "arm") {
      complaints.add(section.where, "an arm needs a name: [arm NAME]");
    } else if (const auto [old, added] = bundles.emplace(section.name, section.where); !added) {
      complaints.add(section.where, "[" + section.name + "] stands twice (first at " + old->second +
                                        "): two arms would have one label");
    } else {
      request.arms.bundles.push_back({bundle_name(section.name), {}, {}});
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
    if (dot != std::string::npos &&
        (known || section == "vary" || section == "arms" || section == "contrasts")) {
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
    request.axes.push_back(parse_axis(line.key, line.value));
    request.axes.back().where = line.where;
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

void check_axes(const Request& request, Complaints& complaints) {
  std::map<std::string, std::string> first;
  for (const auto& axis : request.axes) {
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
    const bool varied = is_varied(request, key);
    if (!varied && !request.arms.always_set(key)) continue;
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

// Points of a design whose parts fill the cube together come in whole parts.
void check_design(const Request& request, const Places& places, bool sampled,
                  Complaints& complaints) {
  const Sampling& sampling = request.sampling;
  const std::string name = info_of(sampling.kind).name;
  if (request.scrambles && !sampling.scrambled()) {
    complaints.add(places.of({"sweep.scrambles"}),
                   "sweep.scrambles are parts of a Latin or Sobol design: give design = latin or "
                   "sobol as well, or remove it");
  }
  if (request.levels && sampling.kind != DesignKind::morris) {
    complaints.add(places.of({"sweep.levels"}),
                   "sweep.levels are of a Morris design: give design = morris as well, or remove "
                   "it");
  }
  if (sampling.kind == DesignKind::random) return;
  if (!sampled) {
    complaints.add(places.of({"sweep.design"}),
                   "design = " + name +
                       " places drawn axes, but no line of [vary] draws from a distribution: "
                       "remove it");
  }
  if (!request.points) return;
  const std::uint64_t axes = sampled_count(request.axes), together = sampling.together(axes);
  if (sampled && together > 0 && *request.points % together != 0) {
    const std::uint64_t whole = std::max<std::uint64_t>(*request.points / together, 1) * together;
    complaints.add(places.of({"sweep.points"}),
                   "design = " + name + " has " + info_of(sampling.kind).units + " of " +
                       std::to_string(together) + " points for " + std::to_string(axes) +
                       " drawn axes: give " + std::to_string(whole) + " or " +
                       std::to_string(whole + together) + " points");
  }
  const std::uint64_t scrambles = sampling.scrambles, points = *request.points;
  const std::uint64_t each = std::max<std::uint64_t>(points / scrambles, 2);
  const std::uint64_t below = std::bit_floor(each);
  if (sampling.kind == DesignKind::latin && (points % scrambles != 0 || points < 2 * scrambles)) {
    complaints.add(places.of({"sweep.points"}),
                   "design = latin has " + std::to_string(scrambles) +
                       " hypercubes (sweep.scrambles) of as many points each, 2 or more: give " +
                       std::to_string(each * scrambles) + " or " +
                       std::to_string((each + 1) * scrambles) + " points");
  }
  if (sampling.kind == DesignKind::sobol && points != below * scrambles) {
    complaints.add(places.of({"sweep.points"}),
                   "design = sobol has " + std::to_string(scrambles) +
                       " scrambles (sweep.scrambles) of a power of two of points each: give " +
                       std::to_string(below * scrambles) + " or " +
                       std::to_string(2 * below * scrambles) + " points");
  }
}

void check_whole(const Request& request, const Places& places, Complaints& complaints) {
  const auto drawn = std::find_if(request.axes.begin(), request.axes.end(),
                                  [](const auto& axis) { return axis.sampled; });
  const bool sampled = drawn != request.axes.end();
  if (sampled && !request.points) {
    complaints.add(drawn->where,
                   "[vary] draws from a distribution: give the number of draws as points in "
                   "[sweep]");
  }
  if (!sampled && request.points) {
    complaints.add(places.of({"sweep.points"}),
                   "sweep.points counts draws, but no line of [vary] draws from a "
                   "distribution: remove it");
  }
  check_design(request, places, sampled, complaints);
  if (!request.arms.product.empty() && !request.arms.bundles.empty()) {
    complaints.add(places.of_arms(), "use either [arms] or [arm NAME] sections, not both");
  }
  if (request.kept_paths && !request.kept_economies.empty()) {
    complaints.add(places.of({"keep.paths", "keep.economies"}),
                   "use either keep.paths or keep.economies, not both");
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
    request.until = parse_until(request.until_line, arm_labels(request));
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

bool is_varied(const Request& request, const std::string& key) {
  return std::any_of(request.axes.begin(), request.axes.end(), [&](const auto& axis) {
    return std::count(axis.keys.begin(), axis.keys.end(), key) > 0;
  });
}

Request read_request(const ConfigText& config, const std::string& name, const FetchInput& fetch) {
  Request request;
  Complaints complaints;
  check_sections(config, request, complaints);
  check_repeats(config, complaints);
  request.eras = read_eras(config, complaints);
  for (const auto& line : config.lines) {
    const auto& known = known_sections();
    const bool readable = line.section.empty() || is_bundle(line.section) ||
                          std::find(known.begin(), known.end(), line.section) != known.end();
    if (readable) {
      complaints.during(line.where, [&] { read_line(request, line); });
    }
  }
  read_start(config, fetch, request, complaints);
  fill_in_constants(request);
  sort_bundles(request);
  check_axes(request, complaints);
  check_idle_lines(config, request, complaints);
  complaints.raise();
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

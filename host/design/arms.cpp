#include "host/design/arms.hpp"

#include <algorithm>

#include "host/eras/schedule_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_arms = 4096;

bool has(const ArmBundle& bundle, const std::string& key) {
  return std::any_of(bundle.settings.begin(), bundle.settings.end(),
                     [&](const auto& setting) { return setting.first == key; });
}

std::vector<Arm> product_of(const std::vector<ArmLine>& lines) {
  std::vector<Arm> arms(1);
  for (const auto& line : lines) {
    if (arms.size() * line.values.size() > most_arms) {
      throw UsageError("[arms] makes more than " + std::to_string(most_arms) +
                       " arms; use [vary] for what is not a comparison");
    }
    std::vector<Arm> longer;
    for (const auto& arm : arms) {
      for (const double value : line.values) {
        Arm next = arm;
        next.settings.emplace_back(line.key, value);
        next.label = joined_as(next.settings, [](const auto& setting) {
          return setting.first + "=" + value_text(parameter(setting.first), setting.second);
        });
        longer.push_back(next);
      }
    }
    arms = longer;
  }
  return arms;
}

}  // namespace

bool ArmsRequest::always_set(const std::string& key) const {
  if (!bundles.empty()) {
    return std::all_of(bundles.begin(), bundles.end(), [&](const auto& b) { return has(b, key); });
  }
  return std::any_of(product.begin(), product.end(), [&](const auto& l) { return l.key == key; });
}

bool ArmsRequest::sometimes_set(const std::string& key) const {
  return always_set(key) ||
         std::any_of(bundles.begin(), bundles.end(), [&](const auto& b) { return has(b, key); });
}

void check_arm_key(const std::string& key) {
  for (const std::string group : {"sweep", "keep", "time", "network"}) {
    if (key.starts_with(group + ".")) {
      throw UsageError("an arm may not set " + key +
                       ": arms share points, shocks, clocks and the " + "network they start from");
    }
  }
  if (key == schedule_key) {
    throw UsageError(
        "an arm may not set protocol.schedule: an experiment has one. Give the arm the protocol "
        "keys in which the rules differ; `era` stands for what the schedule says");
  }
  parameter(key);
}

ArmLine parse_arm_line(const std::string& key, const std::string& value) {
  check_arm_key(key);
  ArmLine line{key, {}};
  for (const auto& text : split_list(value)) {
    const double v = parse_value(parameter(key), text);
    if (std::count(line.values.begin(), line.values.end(), v)) {
      throw UsageError("'" + text + "' stands twice: two arms would have one label");
    }
    line.values.push_back(v);
  }
  return line;
}

std::vector<Arm> make_arms(const ArmsRequest& request) {
  if (request.bundles.empty()) {
    if (request.product.empty()) return {{"base", {}}};
    return product_of(request.product);
  }
  std::vector<Arm> arms;
  for (const auto& bundle : request.bundles) {
    for (const auto& arm : arms) {
      if (arm.label == bundle.name) throw UsageError("two arms have the name " + bundle.name);
    }
    arms.push_back({bundle.name, bundle.settings});
  }
  return arms;
}

}  // namespace taosweep

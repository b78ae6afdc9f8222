#include "host/experiment/sweep_lines.hpp"

#include <algorithm>

#include "host/experiment/known_keys.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"

namespace taosweep {
namespace {

constexpr std::uint64_t two_to_32 = std::uint64_t{1} << 32;

std::uint64_t count_of(const ConfigLine& line, std::uint64_t low, std::uint64_t high) {
  const auto count = parse_count(line.value);
  if (!count || *count < low || *count > high) {
    throw UsageError("'" + line.value + "': " + line.full_key() + " is a whole number from " +
                     std::to_string(low) + " to " + std::to_string(high) + ", in digits");
  }
  return *count;
}

bool is_second(const ConfigLine& line, const std::string& first, const std::string& second) {
  if (line.value != first && line.value != second)
    throw UsageError("'" + line.value + "': " + line.full_key() + " is " + first + " or " + second);
  return line.value == second;
}

std::vector<std::uint64_t> economy_list(const std::string& value) {
  std::vector<std::uint64_t> ids;
  for (const auto& text : split_list(value)) {
    const auto id = parse_count(text);
    if (!id) throw UsageError("'" + text + "' is no economy id: whole numbers from 0, by comma");
    ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end()) throw UsageError("economy " + std::to_string(*twice) + " stands twice");
  return ids;
}

}  // namespace

void read_sweep_line(Request& request, const ConfigLine& line) {
  if (line.key == "points") {
    request.points = count_of(line, 1, two_to_32);
  } else if (line.key == "replicates") {
    request.replicates = count_of(line, 1, two_to_32 - 1);
  } else if (line.key == "seed") {
    request.sampling.seed = count_of(line, 0, ~std::uint64_t{0});
  } else if (line.key == "design") {
    request.sampling.kind = parse_design(line.value);
  } else if (line.key == "scrambles") {
    request.scrambles = count_of(line, fewest_scrambles, most_scrambles);
    request.sampling.scrambles = *request.scrambles;
  } else if (line.key == "levels") {
    if (line.value != "4" && line.value != "8")
      throw UsageError("'" + line.value + "': sweep.levels is 4 or 8");
    request.levels = request.sampling.levels = line.value == "4" ? 4 : 8;
  } else if (line.key == "groups") {
    request.sampling.groups = parse_groups(line.value);
  } else if (line.key == "second_order") {
    request.sampling.second_order = is_second(line, "no", "yes");
  } else if (line.key == "base") {
    request.sampling.sobol_base = is_second(line, "random", "sobol");
  } else if (line.key == "common_shocks") {
    if (line.value != "arms" && line.value != "points") {
      throw UsageError("'" + line.value + "': sweep.common_shocks is arms (the arms of a point " +
                       "share shocks) or points (all points share them too)");
    }
    request.common_shocks = line.value == "points";
  } else if (line.key == "until") {
    request.until_line = line.value;  // read once all arms are known
  } else {
    throw UsageError(unknown_key(line.full_key(), known_keys()));
  }
}

void read_keep_line(Request& request, const ConfigLine& line) {
  if (line.key == "series_days") {
    const auto days = parse_number(line.value);
    if (!days || *days <= 0 || *days > 3650) {
      throw UsageError("'" + line.value + "': keep.series_days is a number of days above 0, at " +
                       "most 3650");
    }
    request.series_days = *days;
  } else if (line.key == "paths") {
    request.kept_paths = count_of(line, 0, ~std::uint64_t{0});
  } else if (line.key == "economies") {
    request.kept_economies = economy_list(line.value);
  } else {
    throw UsageError(unknown_key(line.full_key(), known_keys()));
  }
}

}  // namespace taosweep

#include "host/design/sampling.hpp"

#include <vector>

#include "host/text/words.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

std::vector<std::string> words() {
  std::vector<std::string> all;
  for (const DesignInfo& info : design_table) all.emplace_back(info.name);
  return all;
}

}  // namespace

DesignKind parse_design(const std::string& word) {
  const std::vector<std::string> all = words();
  const auto found = std::find(all.begin(), all.end(), word);
  if (found != all.end()) return static_cast<DesignKind>(found - all.begin());
  throw UsageError("'" + word + "' is no design; there is: " + joined(all, " | "));
}

PointUnits units_of(const Sampling& sampling, std::uint64_t axes) {
  return {sampling.kind, sampling.scrambled() ? sampling.scrambles : 0, sampling.together(axes)};
}

namespace {

std::string units_text(const PointUnits& units, const std::string& rows) {
  const DesignInfo& info = info_of(units.kind);
  if (!units.joined()) return info.name;
  std::string text = info.name;
  if (units.together > 0) text += ", " + rows + " of " + std::to_string(units.together) + " points";
  if (units.scrambles > 0)
    text += ", " + std::to_string(units.scrambles) + " " + units.units_word();
  return text;
}

}  // namespace

std::string units_text(const PointUnits& units) {
  return units_text(units, std::string(info_of(units.kind).units));
}

std::string units_text(const PointUnits& units, std::uint64_t vectors) {
  const std::uint64_t rows = units.together > 0 ? vectors / units.together : 0;
  return units_text(units, counted(rows, info_of(units.kind).unit));
}

}  // namespace taosweep

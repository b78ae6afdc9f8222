#include "host/experiment/cross_checks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "host/config/complaints.hpp"
#include "host/experiment/economy_parameters.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "kernels/advance.hpp"
#include "kernels/chain/block_time.hpp"

namespace taosweep {
namespace {

std::int64_t blocks_of(double days) {
  return std::llround(days * blocks_per_day);
}

std::string days_text(std::int64_t blocks) {
  return number_text(static_cast<double>(blocks) / blocks_per_day);
}

// Series are written at ticks: of the signal, or of the step where that is longer.
std::string series_reason(const Parameters& parameters, double series_days) {
  const double tick = std::max(parameters.time.signal_blocks, parameters.time.step_blocks);
  const double ticks = series_days * blocks_per_day / tick;
  if (std::abs(ticks - std::round(ticks)) <= 1e-9 * ticks && ticks > 0.5) return "";
  return "keep.series_days = " + number_text(series_days) +
         " is no multiple of the longer of time.signal_blocks and time.step_blocks, " +
         number_text(tick) + " blocks = " + number_text(tick / blocks_per_day) + " d";
}

// The last row of the series is the end of an economy, be it the horizon or a stop before it. Gives
// times for the key that sets the end, and an interval that meets it as it is.
std::string end_reason(const Parameters& p, double series_days) {
  const std::int64_t row = blocks_of(series_days), horizon = blocks_of(p.time.days);
  const bool stops = p.attack.mode != AttackMode::none && p.time.days_after_start > 0;
  const std::int64_t attack = blocks_of(p.attack.day),
                     stop = stops ? attack + blocks_of(p.time.days_after_start) : horizon;
  const std::int64_t end = std::min(stop, horizon), start = stop < horizon ? attack : 0;
  const auto tick = static_cast<std::int64_t>(std::max(p.time.signal_blocks, p.time.step_blocks));
  // Economies end at the first tick that is not before their end.
  if ((end + tick - 1) / tick * tick % row == 0) return "";
  std::string key = "time.days", what = key + " = " + number_text(p.time.days);
  if (stop < horizon) {
    key = "time.days_after_start";
    what = key + " = " + number_text(p.time.days_after_start) +
           " from attack.day = " + number_text(p.attack.day) + " on ends on day " + days_text(end) +
           ", which";
  }
  const std::int64_t before = end / row * row - start, after = before + row;
  std::string reason = what + " is no multiple of keep.series_days = " + number_text(series_days) +
                       ", so that the end would not be recorded; choose " + key + " = ";
  if (before > 0) reason += days_text(before) + " or ";
  reason += days_text(after);
  const std::int64_t common = std::gcd(end, row);
  if (common % tick == 0) reason += ", or keep.series_days = " + days_text(common);
  return reason;
}

// What a recorded state leaves no room for.
void check_start(const Parameters& p, const RecordedStart& start,
                 std::vector<std::string>& reasons) {
  const bool attacked = p.attack.mode != AttackMode::none;
  const bool existing = p.attack.subnet == AttackSubnet::existing;
  if (attacked && existing && !start.is_drawn() && p.attack.netuid <= p.network.subnets &&
      start.state.of[static_cast<std::size_t>(p.attack.netuid) - 1].lives == 0) {
    reasons.push_back("attack.netuid = " + number_text(p.attack.netuid) + " is no subnet of " +
                      start.file.name + "; choose one that is");
  }
  const bool named = p.mining.outside_income > 0 && p.mining.netuid > 0;
  if (named && !start.is_drawn() && p.mining.netuid <= p.network.subnets &&
      start.state.of[static_cast<std::size_t>(p.mining.netuid) - 1].lives == 0) {
    reasons.push_back("mining.netuid = " + number_text(p.mining.netuid) + " is no subnet of " +
                      start.file.name + "; choose one that is");
  }
  const auto lives = [](const auto& subnet) { return subnet.lives != 0; };
  const auto living = std::count_if(std::begin(start.state.of), std::end(start.state.of), lives);
  if (attacked && existing && !start.is_drawn() && p.attack.count > 1 && p.attack.count > living) {
    reasons.push_back("attack.count = " + number_text(p.attack.count) +
                      " attackers need as many old subnets, and " + start.file.name + " has " +
                      std::to_string(living) +
                      "; lower attack.count or choose attack.subnet = fresh");
  }
  const double tao = p.network.root_tao + (1 + p.network.cash_part) * start.pool_sum;
  if (tao > p.network.issuance_tao) {
    reasons.push_back("network.cash_part = " + number_text(p.network.cash_part) +
                      " makes more TAO, on root, in pools and with traders, than "
                      "network.issuance_tao = " +
                      number_text(p.network.issuance_tao) + " says there are; lower it");
  }
}

// Point and arm, with the varied values that the reason speaks of.
std::string place_of(const Experiment& experiment, std::uint64_t point, std::uint64_t arm,
                     const std::string& reason) {
  std::vector<std::string> places, values;
  for (std::size_t i = 0; i < experiment.varied.size(); ++i) {
    const auto& key = experiment.varied[i].key;
    if (reason.find(key) == std::string::npos) continue;
    values.push_back(key + "=" + value_text(parameter(key), experiment.points[point][i]));
  }
  if (!experiment.varied.empty()) {
    places.push_back("point " + std::to_string(point) +
                     (values.empty() ? "" : " (" + joined(values) + ")"));
  }
  if (experiment.arms.size() > 1) places.push_back("arm " + experiment.arms[arm].label);
  return places.empty() ? "" : joined(places) + ": ";
}

}  // namespace

void check_all_points(const Experiment& experiment, const Places& places) {
  ParametersInTurn economies(experiment);
  for (std::uint64_t point = 0; point < experiment.points.size(); ++point) {
    for (std::uint64_t arm = 0; arm < experiment.arms.size(); ++arm) {
      const Parameters& parameters = economies.of(point, arm);
      auto reasons = check_parameters(parameters);
      if (experiment.start) check_start(parameters, *experiment.start, reasons);
      const double series_days = experiment.keep.series_days;
      std::string series = series_reason(parameters, series_days);
      if (series.empty()) series = end_reason(parameters, series_days);
      if (!series.empty()) reasons.push_back(series);
      if (reasons.empty()) continue;
      Complaints complaints;
      for (const auto& reason : reasons) {
        complaints.add(places.of_sentence(reason),
                       place_of(experiment, point, arm, reason) + reason);
      }
      complaints.raise();
    }
  }
}

}  // namespace taosweep

#include "host/experiment/recorded_start.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/core.h>

#include "host/config/complaints.hpp"
#include "host/experiment/request.hpp"
#include "host/network/era_at.hpp"
#include "host/network/read_state.hpp"
#include "host/network/start_state.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"
#include "kernels/state/segments.hpp"

namespace taosweep {
namespace {

const ConfigLine* line_of(const ConfigText& config, const std::string& key) {
  for (const ConfigLine& line : config.lines)
    if (!line.section.empty() && line.full_key() == key) return &line;
  return nullptr;
}

/// What the config gives of a number that a state may lack, and whether the points have it.
struct Given {
  std::optional<double> value;
  bool varied;
};
Given given(const ConfigText& config, const Request& request, const std::string& key) {
  if (is_always_varied(request, key)) return {{}, true};
  if (!line_of(config, key)) return {{}, false};
  return {parameter(key).of(request.base), false};
}

/// A number of the whole network, from the config, else from the file.
void settle(Request& request, const Given& user, std::optional<double> recorded,
            const std::string& key) {
  if (!user.varied && !user.value) parameter(key).of(request.base) = recorded.value();
}

/// A number that one of the two must say.
struct Wanted {
  const char *what, *key;
  const Given& user;
  bool recorded;
};
void refuse_unsaid(const std::string& file, const std::vector<Wanted>& all) {
  std::vector<std::string> whats, keys;
  for (const Wanted& one : all) {
    if (one.user.varied || one.user.value || one.recorded) continue;
    whats.emplace_back(one.what);
    keys.emplace_back(one.key);
  }
  if (whats.empty()) return;
  throw UsageError(file + " does not say " + joined(whats, ", nor ") + ": give " +
                   (keys.size() == 1 ? "it as " : "them as ") + joined(keys, " and "));
}

/// The row of the chain's own eras, in the order of time, that an era goes back to.
std::size_t row_of(const NamedEra& era, const Eras& eras) {
  const NamedEra* at = &era;
  for (;;) {
    for (std::size_t i = 0; i < eras.size(); ++i) {
      if (i > 0 && eras[i].since != eras[i - 1].name) break;
      if (eras[i].name == at->name) return i;
    }
    const NamedEra* before = find_era(eras, at->since);
    if (!before) return 0;
    at = before;
  }
}

/// Schedules that begin with rules from before the state.
void warn_of_older_eras(const Request& request, const NamedEra& in_force, std::uint64_t block,
                        std::vector<std::string>& warnings) {
  for (const NamedSchedule& schedule : request.arms.schedules(common_schedule(request))) {
    const std::string& name = schedule.names.front();
    const NamedEra* first = find_era(request.eras, name);
    if (!first || row_of(*first, request.eras) >= row_of(in_force, request.eras)) continue;
    warnings.push_back(
        fmt::format("{} begins with {}, rules from before its state: at block {} of {} the chain "
                    "ran {}",
                    schedule_key, name, block, start_key, in_force.name));
  }
}

/// The era of the state's block where the config has no schedule; a warning where it has an older
/// one.
void settle_schedule(const ConfigText& config, const NetworkState& state, Request& request,
                     RecordedStart& start) {
  const EraAt at = era_at(state, request.eras, "", schedule_key + std::string(" = ERA"));
  const bool said = line_of(config, schedule_key) || request.arms.always_set(schedule_key);
  if (!said && !at.era) throw UsageError("which rules hold is not known: " + at.sentence);
  if (!said) {
    request.base.schedule = Schedule{1, {{0, at.era->rules}}};
    request.era_names = {at.era->name};
    start.notes.push_back(fmt::format("{} = {}: {}", schedule_key, at.era->name, at.sentence));
  }
  if (at.era) warn_of_older_eras(request, *at.era, *state.block, start.warnings);
}

/// Root's switches are in the file: the rules' part of subnets that are switched off, which stands
/// for them, would switch off others besides.
void settle_switches(const ConfigText& config, const NetworkState& state, Request& request,
                     RecordedStart& start) {
  const char* key = "protocol.switched_off";
  const bool recorded =
      std::any_of(state.subnets.begin(), state.subnets.end(),
                  [](const SubnetState& s) { return s.emission_enabled.has_value(); });
  if (!recorded || line_of(config, key) || is_varied(request, key)) return;
  parameter(key).of(request.base) = 0;
  start.settled.emplace_back(key);
  start.notes.push_back(fmt::format("{} = 0: the file says which subnets are switched off", key));
}

void refuse_number_of_subnets(const ConfigText& config, const Request& request) {
  const std::string key = "network.subnets";
  const ConfigLine* line = line_of(config, key);
  if (!line && !is_varied(request, key)) return;
  throw UsageError(key + (line ? " (" + line->where + ")" : " in [vary]") +
                   " would say how many subnets there are, and the file does: remove one of them");
}

/// The newest of the states that drawn networks were fitted to, for what the config does not say.
constexpr double drawn_block = 8791247, drawn_root_tao = 5.446e6, drawn_issuance_tao = 1.1207e7;
constexpr double drawn_subnets = most_subnets - 1;  // a fresh one finds a place

/// Networks that are drawn at a block.
std::shared_ptr<const RecordedStart> drawn_start(const ConfigText& config, Request& request) {
  RecordedStart start;
  start.file.name = drawn_word;
  start.state.drawn = 1;
  const auto settle_number = [&](const std::string& key, double value) {
    settle(request, given(config, request, key), value, key);
  };
  settle_number("network.start_block", drawn_block);
  settle_number("network.root_tao", drawn_root_tao);
  settle_number("network.issuance_tao", drawn_issuance_tao);
  settle_number("network.subnets", drawn_subnets);
  const auto& network = request.base.network;
  if (!begins_recorded(request.base))
    throw UsageError("networks are drawn at a block after the launch, " +
                     std::to_string(launch_block) + ": give it as network.start_block");
  NetworkState state;
  state.block = static_cast<std::uint64_t>(network.start_block);
  settle_schedule(config, state, request, start);
  const double deviation = network.drawn_tao_ln_sd;
  start.pool_sum = network.subnets * network.drawn_tao * std::exp(deviation * deviation / 2);
  start.line = fmt::format(
      "a network for each economy, drawn: {} subnets at block {}, {:.1f} TAO in their median pool, "
      "{:.1f} TAO on root",
      network.subnets, *state.block, network.drawn_tao, network.root_tao);
  return std::make_shared<const RecordedStart>(std::move(start));
}

std::shared_ptr<const RecordedStart> start_from(const ConfigText& config, const ConfigLine& line,
                                                const FetchInput& fetch, Request& request) {
  refuse_number_of_subnets(config, request);
  RecordedStart start;
  start.file = fetch(line, {"state", "a file with a network state",
                            "the state of a network has one row a subnet"});
  const Given block = given(config, request, "network.start_block"),
              root = given(config, request, "network.root_tao"),
              issuance = given(config, request, "network.issuance_tao");
  StateRequest asked;
  asked.to_start = true;
  if (block.value) asked.block = static_cast<std::uint64_t>(*block.value);
  asked.root_tao = root.value;
  asked.issuance = issuance.value;
  const NetworkState state = parse_state(start.file.bytes, start.file.name, asked);
  refuse_unsaid(start.file.name,
                {{"its block", "network.start_block", block, !!state.block},
                 {"how much TAO is on root", "network.root_tao", root, !!state.root_tao},
                 {"how much TAO there is", "network.issuance_tao", issuance, !!state.issuance}});
  settle(request, block, state.block ? std::optional(double(*state.block)) : std::nullopt,
         "network.start_block");
  if (!begins_recorded(request.base))
    throw UsageError(start.file.name + " is of block " + std::to_string(*state.block) +
                     ": a recorded state is of a block after the launch, " +
                     std::to_string(launch_block));
  settle(request, root, state.root_tao, "network.root_tao");
  settle(request, issuance, state.issuance, "network.issuance_tao");
  const StartOfState begin = start_of_state(state, start.file.name);
  request.base.network.subnets = begin.highest_netuid;
  start.state = begin.state;
  start.pool_sum = begin.pool_sum;
  settle_schedule(config, state, request, start);
  settle_switches(config, state, request, start);
  for (const auto* texts : {&state.defaults, &state.remarks, &begin.remarks})
    for (const std::string& text : *texts) start.notes.push_back(start.file.name + ": " + text);
  const auto count = std::count_if(std::begin(start.state.of), std::end(start.state.of),
                                   [](const StartSubnet& subnet) { return subnet.lives > 0; });
  start.line = fmt::format("{}: {} subnets at block {}, {:.1f} TAO in pools", start.file.name,
                           count, *state.block, start.pool_sum);
  if (!root.varied)
    start.line += fmt::format(", {:.1f} TAO on root", request.base.network.root_tao);
  return std::make_shared<const RecordedStart>(std::move(start));
}

}  // namespace

void read_start(const ConfigText& config, const FetchInput& fetch, Request& request,
                Complaints& complaints) {
  const ConfigLine* line = line_of(config, start_key);
  if (line && line->value != launch_word) {
    complaints.during(line->where, [&] {
      if (is_varied(request, "network.start_block"))
        throw UsageError("network.start_block is one for all: a state has one block");
      request.start = line->value == drawn_word ? drawn_start(config, request)
                                                : start_from(config, *line, fetch, request);
    });
    return;
  }
  const ConfigLine* block = line_of(config, "network.start_block");
  if (block && begins_recorded(request.base))
    complaints.add(block->where,
                   "network.start_block is the block of a recorded state: give one "
                   "as network.start = FILE, or remove it");
  if (is_varied(request, "network.start_block"))
    complaints.add(start_key, "network.start_block is one for all: a state has one block");
}

}  // namespace taosweep

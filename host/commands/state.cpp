// taosweep state.
#include <algorithm>

#include <fmt/core.h>

#include "host/commands/commands.hpp"
#include "host/commands/state_json.hpp"
#include "host/network/look.hpp"
#include "host/network/read_state.hpp"
#include "host/text/plain_text.hpp"
#include "host/text/shortened.hpp"
#include "host/text/terminal.hpp"
#include "host/text/words.hpp"
#include "host/text/wrapped.hpp"

namespace taosweep {
namespace {

void line(const char* name, const std::string& value) {
  constexpr std::size_t indent = 15;
  const std::string label = name;
  std::string text = wrapped(shown_on_a_line(value), indent, indent);
  say_text(label + text.substr(std::min(label.size(), text.size())));
}

void lines(const char* name, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) line(i == 0 ? name : "", values[i]);
}

std::string named(const SubnetState& subnet) {
  return std::to_string(subnet.netuid) + (subnet.name.empty() ? "" : " " + shortened(subnet.name));
}

std::string percent(double part) {
  return fmt::format("{:.1f}%", 100 * part);
}

/// The state in one sentence.
std::string sentence(const StateLook& look) {
  const StateSummary& summary = look.summary;
  std::string text = fmt::format("A network of {} subnets", summary.subnets);
  if (look.state.block) text += fmt::format(" at block {}", *look.state.block);
  if (!look.shares_only)
    text += fmt::format(" with {:.0f} TAO in the pools of {}", summary.pool_sum,
                        summary.started == summary.subnets
                            ? "all"
                            : "the " + std::to_string(summary.started) + " that are started");
  if (!look.shares().empty()) {
    const ShareSpread spread = spread_of(look.shares());
    const std::string ten =
        spread.emitted > 10 ? ", " + percent(spread.top_10) + " of it to the ten largest" : "";
    text += fmt::format("; TAO goes to {} of them{}, as uneven as if {:.1f} shared alike",
                        spread.emitted, ten, spread.effective);
  }
  return text + ".";
}

void say_pools(const StateSummary& summary) {
  line("pools", fmt::format("{:.1f} least, {:.1f} median, {:.1f} largest, {:.1f} in all [TAO]",
                            summary.least_pool, summary.median_pool, summary.largest_pool,
                            summary.pool_sum));
  line("prices", fmt::format("sum {:.4f} now, {:.4f} of their averages [TAO/alpha]", summary.prices,
                             summary.averages));
}

void say_shares(const StateLook& look) {
  const ShareSpread spread = spread_of(look.shares());
  line("shares",
       fmt::format("{}: {} subnets get TAO; the ten largest {}; largest {} with {}; "
                   "effective number {:.1f}",
                   look.shares_are_recorded() ? "as recorded" : "by the rules", spread.emitted,
                   percent(spread.top_10), named(look.state.subnets[spread.largest_place]),
                   percent(spread.largest), spread.effective));
}

void say_rules(const StateLook& look) {
  if (!look.rules.era) return line("rules", "shares not recomputed: " + look.rules.sentence);
  line("rules", look.rules.era->name + ", " + look.rules.sentence);
  if (!look.by_rules.reason.empty())
    return line("", "shares not recomputed: " + look.by_rules.reason);
  if (look.by_rules.bar > 0)
    line("gate", fmt::format("bar {:.7f}, {}", look.by_rules.bar,
                             look.by_rules.bar_is_recorded
                                 ? "as the chain stored it"
                                 : "looked up in this state; the chain's own is up to 360 blocks "
                                   "old (--bar gives it)"));
  if (!look.by_rules.lacking.empty())
    line("", "these rules also ask for " + joined(look.by_rules.lacking) +
                 ", which the file has not: shares are not those of the chain");
  if (!look.difference)
    return line("difference", "none is known: the file records no emission to compare with");
  const ShareDifference& apart = *look.difference;
  line("difference",
       fmt::format("{} differ by {:.1e} at most (netuid {}), by {:.1e} on average, over {} subnets",
                   apart.injected ? "parts of the block's TAO that join pools, by these rules and "
                                    "as recorded,"
                                  : "shares by these rules and as recorded",
                   apart.largest, apart.netuid, apart.mean, apart.compared));
  if (apart.injected)
    line("",
         "the file does not have the TAO with which the chain bought alpha: what joins pools "
         "is all that can be compared");
}

void say_counts(const StateSummary& summary) {
  if (summary.burning)
    line("burning",
         fmt::format("{} subnets burn 99 % of their miners' pay or more", *summary.burning));
  if (summary.enabled)
    line("switched off", fmt::format("{} subnets", summary.subnets - *summary.enabled));
}

void say_whole(const StateLook& look, const std::string& file) {
  const NetworkState& state = look.state;
  say("{}", wrapped(shown_on_a_line(sentence(look)), 0));
  line("file", file);
  line("form", state.format);
  line("amounts", state.unit == AmountUnit::rao ? "in rao, as they are whole numbers"
                                                : "in TAO, as they have a point");
  if (state.block) line("block", std::to_string(*state.block));
  if (!state.time.empty()) line("time", state.time);
  line("subnets",
       fmt::format("{}, of which {} started", look.summary.subnets, look.summary.started));
  if (state.root_tao) line("root", fmt::format("{:.1f} TAO", *state.root_tao));
  if (state.issuance) line("issuance", fmt::format("{:.1f} TAO", *state.issuance));
  if (!look.shares_only) say_pools(look.summary);
  say_counts(look.summary);
  if (!look.shares().empty()) say_shares(look);
  say_rules(look);
  lines("not recorded", state.defaults);
  lines("remarks", state.remarks);
}

}  // namespace

int state_command(const StateOptions& options) {
  StateRequest request;
  request.block = options.block;
  request.gate_bar = options.bar;
  request.shares_only = options.shares_only;
  const StateLook look = look_at_state(read_state(options.file, request), built_in_eras(),
                                       options.era, options.shares_only);
  if (options.json)
    say_text(state_json(look, options.file));
  else
    say_whole(look, options.file);
  return exit_done;
}

}  // namespace taosweep

// What `taosweep rare` says for programs.
#include "host/commands/rare.hpp"
#include "host/text/json.hpp"
#include "kernels/register/registry.hpp"

namespace taosweep {
namespace {

Json event_json(const RareEvent& event) {
  Json json;
  json["text"] = event_text(event);
  json["series"] = series_table[event.series].name;
  json["unit"] = series_table[event.series].unit;
  json["below"] = event.below;
  json["level"] = event.level;
  json["days"] = event.days;
  return json;
}

Json plan_json(const RareFindings& found) {
  Json json;
  json["runs"] = found.plan.runs;
  json["replicas"] = found.plan.replicas;
  json["killed"] = found.plan.killed;
  json["seed"] = found.plan.seed;
  json["smallest"] = found.plan.smallest;
  json["parameters_drawn"] = found.drawn;
  json["days"] = found.days;
  return json;
}

Json estimate_json(const RareEstimate& estimate) {
  Json json;
  json["probability"] = estimate.probability;
  json["low"] = or_null(estimate.bounds.low);
  json["high"] = or_null(estimate.bounds.high);
  json["method"] = estimate.method;
  json["remark"] = or_null(estimate.remark);
  json["run_spread"] = or_null(estimate.run_spread);
  json["economies"] = estimate.economies;
  json["crude_economies"] = or_null(estimate.crude);
  return json;
}

/// Null of none.
Json seen_json(const SeenAmong& among) {
  if (among.economies == 0) return nullptr;
  Json json;
  json["economies"] = among.economies;
  json["seen"] = among.seen;
  json["share"] = among.share();
  json["low"] = among.bounds().low;
  json["high"] = among.bounds().high;
  return json;
}

Json run_json(const SplittingRun& run) {
  Json json;
  json["probability"] = run.probability;
  json["economies"] = run.replicas;
  json["steps"] = run.steps;
  json["roots_above"] = run.roots_above;
  json["seen"] = run.reached.size();
  json["distinct_roots"] = distinct_roots(run.reached);
  json["extinct"] = run.extinct;
  json["given_up"] = run.given_up;
  return json;
}

}  // namespace

std::string rare_json(const RareFindings& found) {
  Json json;
  json["config"] = found.config;
  json["arm"] = found.arm;
  json["confidence"] = confidence;
  json["event"] = event_json(found.event);
  json["plan"] = plan_json(found);
  json["estimate"] = estimate_json(found.estimate);
  json["same_start"] = seen_json(found.same_start);
  json["crude"] = seen_json(found.crude);
  json["sentences"] = rare_sentences(found);
  json["runs"] = Json::array();
  for (const SplittingRun& run : found.runs) json["runs"].push_back(run_json(run));
  return json_text(json);
}

}  // namespace taosweep

// What `taosweep solve` says for programs.
#include <cmath>

#include "host/commands/solve.hpp"
#include "host/store/schema.hpp"
#include "host/text/json.hpp"
#include "host/text/number_text.hpp"
#include "host/text/text_table.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

const char* end_word(SearchEnd end) {
  switch (end) {
    case SearchEnd::reached_at_both:
      return "reached at both ends";
    case SearchEnd::reached_at_neither:
      return "reached at neither end";
    default:
      return "found";
  }
}

Json question_json(const SolveQuestion& question) {
  Json json;
  json["key"] = question.key->key;
  json["unit"] = question.key->unit;
  json["from"] = question.scale.from;
  json["to"] = question.scale.to;
  json["log"] = question.scale.log;
  json["step"] = question.scale.step;
  json["tolerance"] = question.scale.tolerance;
  json["outcome"] = outcome_table[question.outcome].name;
  json["outcome_unit"] = outcome_table[question.outcome].unit;
  json["arm"] = question.arms[question.arm];
  json["over"] = or_null(question.over);
  json["under"] = or_null(question.under);
  json["of"] = question.of_share() ? "share" : "mean";
  json[question.target.fall ? "fall_to" : "reach"] = question.target.level;
  return json;
}

/// Null where the search found none.
Json answer_json(const SearchResult& result) {
  if (result.end != SearchEnd::found) return nullptr;
  Json json;
  json["value"] = result.reached;
  json["low"] = or_null(result.bounds.low);
  json["high"] = or_null(result.bounds.high);
  json["missed"] = result.missed;
  json["holds"] = result.upwards() ? "from there upwards" : "from there downwards";
  return json;
}

Json evaluated_json(const SolveQuestion& question, const Evaluated& one) {
  Json json;
  json["value"] = one.value;
  json["estimate"] = one.found.estimate;
  json["low"] = or_null(one.found.bounds.low);
  json["high"] = or_null(one.found.bounds.high);
  json["method"] = or_null(one.found.method);
  json["refusal"] = or_null(one.found.refusal);
  json["reached"] = question.target.reached(one.found);
  json["economies"] = one.found.n;
  json["units"] = one.found.units;
  json["undefined"] = one.found.undefined;
  json["failed"] = one.found.failed;
  json["file"] = file_of_value(question, one.value);
  return json;
}

std::string cell(double value) {
  return std::isfinite(value) ? number_text(value) : "";
}

}  // namespace

std::string solved_json(const SolvedSearch& solved) {
  Json json;
  json["config"] = solved.config;
  json["folder"] = solved.folder;
  json["confidence"] = confidence;
  json["question"] = question_json(solved.question);
  json["end"] = end_word(solved.result.end);
  json["sentence"] = solved_sentence(solved);
  json["answer"] = answer_json(solved.result);
  json["remarks"] = solved_remarks(solved);
  json["reversals"] = Json::array();
  for (const Reversal& reversal : solved.result.reversals) {
    Json pair;
    pair["lower"] = reversal.lower;
    pair["higher"] = reversal.higher;
    pair["beyond_intervals"] = reversal.beyond;
    json["reversals"].push_back(pair);
  }
  json["evaluated"] = Json::array();
  for (const Evaluated& one : solved.result.evaluated)
    json["evaluated"].push_back(evaluated_json(solved.question, one));
  return json_text(json);
}

std::string solved_csv(const SolvedSearch& solved) {
  std::string text =
      "kind,key,value,estimate,low,high,method,reached,economies,units,undefined,failed,file\n";
  const SearchResult& result = solved.result;
  const std::string key = solved.question.key->key;
  // The bounds of this line are of the value, those of the others of the estimate.
  if (result.end == SearchEnd::found)
    text += joined(std::vector<std::string>{"answer", key, cell(result.reached), "",
                                            cell(result.bounds.low), cell(result.bounds.high),
                                            "inversion", "", "", "", "", "", ""},
                   ",") +
            "\n";
  for (const Evaluated& one : result.evaluated)
    text +=
        joined_as(
            std::vector<std::string>{
                "evaluated", key, cell(one.value), cell(one.found.estimate),
                cell(one.found.bounds.low), cell(one.found.bounds.high), one.found.method,
                solved.question.target.reached(one.found) ? "1" : "0", std::to_string(one.found.n),
                std::to_string(one.found.units), std::to_string(one.found.undefined),
                std::to_string(one.found.failed), file_of_value(solved.question, one.value)},
            csv_cell, ",") +
        "\n";
  return text;
}

}  // namespace taosweep

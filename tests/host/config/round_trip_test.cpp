// Made-up configs, some thousand of them, the same in every run: what a config means survives being
// written out in full, and does not hang on how it is written.
#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "host/config/config_file.hpp"
#include "host/config/set_option.hpp"
#include "host/experiment/request.hpp"
#include "host/experiment/resolved_text.hpp"
#include "host/text/number_text.hpp"
#include "host/text/parameter_text.hpp"
#include "host/text/words.hpp"

namespace taosweep {
namespace {

class Author {
 public:
  explicit Author(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  bool once_in(std::uint64_t n) { return below(n) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  /// Words and signs as people put them in titles.
  std::string text() {
    static const std::vector<std::string> pieces = {
        "Run", " ", "#",  "#5", "=", "[time]", "C#", ":",       "\t",      "\"",   "'",
        "\\",  ",", "()", "%",  "ü", "価格",   "]",  "title =", "${HOME}", "  x ", "--set"};
    std::string all;
    for (auto n = below(7); n > 0; --n) all += one_of(pieces);
    return all;
  }

  /// One number in one of its spellings.
  std::string spelt(double value) {
    const std::string plain = number_text(value);
    if (plain.find('e') != std::string::npos) return plain;
    switch (below(4)) {
      case 0:
        return plain + "e0";
      case 1:
        return plain.find('.') == std::string::npos ? plain + ".0" : plain + "00";
      case 2:
        return (plain.front() == '-' ? "-0" : "0") + plain.substr(plain.front() == '-');
      default:
        return plain;
    }
  }

  double value(const ParameterInfo& info) {
    if (once_in(5)) return info.launch;
    const double share = static_cast<double>(below(1000003)) / 1000003;
    const double value = info.low + (info.high - info.low) * share;
    return info.kind == ParameterKind::real ? value : std::floor(value);
  }

  std::string value_of(const ParameterInfo& info) {
    const double x = value(info);
    return info.kind == ParameterKind::choice ? value_text(info, x) : spelt(x);
  }

  const ParameterInfo& any() { return parameter_table[below(std::size(parameter_table))]; }

  std::string list_of(const ParameterInfo& info) {
    std::vector<std::string> values;
    for (auto n = 1 + below(3); n > 0; --n) values.push_back(value_of(info));
    return joined(values, once_in(2) ? "," : " , ");
  }

  std::string axis() {
    const ParameterInfo& info = any();
    const std::string key = info.key;
    const auto call = [&](const std::string& name, const std::string& arguments) {
      return key + " = " + name + "(" + arguments + ")\n";
    };
    if (once_in(5)) {
      const ParameterInfo& other = any();
      return "zip(" + key + "," + other.key + ") = (" + value_of(info) + ", " + value_of(other) +
             "),(" + value_of(info) + "," + value_of(other) + ")\n";
    }
    if (info.kind != ParameterKind::real || once_in(3)) return call("list", list_of(info));
    double low = value(info), high = value(info);
    if (high < low) std::swap(low, high);
    const std::string ends = spelt(low) + ", " + spelt(high);
    static const std::vector<std::string> laws = {"uniform", "loguniform", "normal", "lognormal"};
    if (once_in(3)) return call(once_in(2) ? "range" : "logrange", ends + ", 3");
    if (once_in(4)) return call("triangular", spelt(low) + ", " + ends);
    return call(one_of(laws), ends);
  }

  std::string arms() {
    std::string text;
    const std::vector<std::string> schedules = {"launch-2025-03", "fixed-2025-02@0",
                                                "(launch-2025-02, etao-2026-10 @ 1e1)"};
    if (once_in(2)) {
      text = "[arms]\n";
      if (once_in(3)) {
        const auto first = below(3);
        text += "protocol.schedule = " + schedules[first] + " ,";
        text += schedules[(first + 1) % 3] + "\n";
      }
      for (auto n = 1 + below(2); n > 0; --n) {
        const ParameterInfo& info = any();
        text += std::string(info.key) + " = " + list_of(info) + "\n";
      }
      return text;
    }
    static const std::vector<std::string> names = {"a", "b c", "v2.0.4", "ü", "d.", "e=f", "(g)"};
    for (auto n = 1 + below(3); n > 0; --n) {
      text += "[arm " + one_of(names) + "]\n";
      if (once_in(3)) text += "protocol.schedule = " + one_of(schedules) + "\n";
      for (auto lines = below(3); lines > 0; --lines) {
        const ParameterInfo& info = any();
        text += std::string(info.key) + " = " + value_of(info) + "\n";
      }
    }
    return text;
  }

  /// Some since others, some that nobody names, and a schedule.
  std::string eras() {
    static const std::vector<std::string> names = {"a", "b-2", "v3.4"};
    std::vector<std::string> there = {"launch-2025-02", "fixed-2025-02", "launch-2025-03"};
    std::string text;
    for (const std::string& name : names) {
      if (once_in(4)) continue;
      text = "since = " + one_of(there) + "\n" + text;
      for (auto lines = below(3); lines > 0; --lines) {
        const ParameterInfo& info = any_rule();
        const std::string key = info.key;
        text = key.substr(key.find('.') + 1) + " = " + value_of(info) + "\n" + text;
      }
      text = "[era " + name + "]\n" + text;
      there.push_back(name);
    }
    return text + "[protocol]\nschedule = " + one_of(there) + ", " + one_of(there) + "@" +
           spelt(1 + 0.25 * static_cast<double>(below(9))) + "\n";
  }

  const ParameterInfo& any_rule() {
    for (;;)
      if (const ParameterInfo& info = any(); info.rule) return info;
  }

  std::string config() {
    std::string text;
    for (const char* key : {"title", "question", "hypothesis"})
      if (once_in(2)) text += std::string(key) + " = " + this->text() + "\n";
    for (auto n = below(4); n > 0; --n) {
      const ParameterInfo& info = any();
      const std::string key = info.key;
      const auto dot = key.find('.');
      text += "[" + key.substr(0, dot) + "]\n" + key.substr(dot + 1) + " = " + value_of(info) +
              (once_in(3) ? " # why\n" : "\n");
    }
    bool drawn = false;
    if (once_in(2)) {
      text += "[vary]\n";
      for (auto n = 1 + below(2); n > 0; --n) text += axis();
      drawn = text.find("uniform(") != std::string::npos ||
              text.find("normal(") != std::string::npos ||
              text.find("triangular(") != std::string::npos;
    }
    if (once_in(2)) text += arms();
    if (once_in(3)) text += eras();
    text += "[sweep]\nseed = " + std::to_string(engine_()) + "\n";
    if (drawn) text += "points = " + std::to_string(1 + below(9)) + "\n";
    if (once_in(2)) text += "replicates = 0" + std::to_string(1 + below(9)) + "\n";
    if (once_in(3)) text += "common_shocks = points\n";
    if (once_in(3)) text += "[keep]\neconomies = 3,1 , 2\nseries_days = " + spelt(0.5) + "\n";
    return text;
  }

  std::vector<std::string> sets() {
    std::vector<std::string> all;
    if (once_in(3)) all.push_back("title=" + text());
    if (once_in(3)) {
      const ParameterInfo& info = any();
      all.push_back(std::string(info.key) + " = " + value_of(info));
    }
    if (once_in(9)) all.push_back("arms." + std::string(any().key) + "=");
    return all;
  }

  /// The same config, written in another way.
  std::string rewritten(const std::string& text) {
    std::string all = once_in(2) ? "\xEF\xBB\xBF" : "";
    const std::string end = once_in(2) ? "\r\n" : "\n";
    for (const std::string& line : split(text, '\n')) {
      if (once_in(4)) all += "  # " + this->text() + end;
      if (once_in(4)) all += "\t" + end;
      all += (once_in(3) ? " " : "") + line + (once_in(3) ? "\t " : "");
      if (line.starts_with("[") && once_in(3)) all += " # " + this->text();
      all += end;
    }
    return all;
  }

 private:
  std::mt19937_64 engine_;
};

Request request_of(const std::string& text, const std::vector<std::string>& sets = {}) {
  ConfigText config = parse_config(text, "a.ini");
  apply_sets(config, sets);
  return read_request(config, "a.ini", files_among({}));
}

void expect_same(const Schedule& a, const Schedule& b) {
  ASSERT_EQ(a.count, b.count);
  for (int i = 0; i < a.count; ++i) {
    EXPECT_EQ(a.of[i].day, b.of[i].day);
    EXPECT_EQ(a.of[i].rules, b.of[i].rules);
  }
}

void expect_same(const Request& a, const Request& b) {
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.question, b.question);
  EXPECT_EQ(a.hypothesis, b.hypothesis);
  for (const auto& info : parameter_table) EXPECT_EQ(info.of(a.base), info.of(b.base)) << info.key;
  ASSERT_EQ(a.axes.size(), b.axes.size());
  for (std::size_t i = 0; i < a.axes.size(); ++i) {
    EXPECT_EQ(a.axes[i].keys, b.axes[i].keys);
    EXPECT_EQ(a.axes[i].values, b.axes[i].values);
    EXPECT_EQ(a.axes[i].sampled, b.axes[i].sampled);
    EXPECT_EQ(a.axes[i].value_text, b.axes[i].value_text);
  }
  ASSERT_EQ(a.arms.bundles.size(), b.arms.bundles.size());
  for (std::size_t i = 0; i < a.arms.bundles.size(); ++i) {
    EXPECT_EQ(a.arms.bundles[i].name, b.arms.bundles[i].name);
    EXPECT_EQ(a.arms.bundles[i].settings, b.arms.bundles[i].settings);
  }
  ASSERT_EQ(a.arms.product.size(), b.arms.product.size());
  for (std::size_t i = 0; i < a.arms.product.size(); ++i) {
    EXPECT_EQ(a.arms.product[i].key, b.arms.product[i].key);
    EXPECT_EQ(a.arms.product[i].values, b.arms.product[i].values);
  }
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.replicates, b.replicates);
  EXPECT_EQ(a.sampling.seed, b.sampling.seed);
  EXPECT_EQ(a.sampling.kind, b.sampling.kind);
  EXPECT_EQ(a.sampling.scrambles, b.sampling.scrambles);
  EXPECT_EQ(a.sampling.levels, b.sampling.levels);
  EXPECT_EQ(a.sampling.groups, b.sampling.groups);
  EXPECT_EQ(a.sampling.second_order, b.sampling.second_order);
  EXPECT_EQ(a.sampling.sobol_base, b.sampling.sobol_base);
  EXPECT_EQ(a.common_shocks, b.common_shocks);
  EXPECT_EQ(a.series_days, b.series_days);
  EXPECT_EQ(a.kept_paths.value_or(0), b.kept_paths.value_or(0));
  EXPECT_EQ(a.kept_economies, b.kept_economies);
  EXPECT_EQ(overrides_of(a), overrides_of(b));
  EXPECT_EQ(a.era_names, b.era_names);
  expect_same(a.base.schedule, b.base.schedule);
  const auto all = a.arms.schedules(common_schedule(a));
  const auto others = b.arms.schedules(common_schedule(b));
  ASSERT_EQ(all.size(), others.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].names, others[i].names);
    expect_same(all[i].dated, others[i].dated);
  }
}

TEST(MadeUpConfigs, ReadBackToTheSameRequest) {
  constexpr int configs = 4000;
  int taken = 0, with_hash = 0, with_eras = 0, with_schedules = 0;
  for (int seed = 0; seed < configs && !HasFailure(); ++seed) {
    Author author(static_cast<std::uint64_t>(seed));
    const std::string text = author.config();
    const std::vector<std::string> sets = author.sets();
    SCOPED_TRACE("config " + std::to_string(seed) + ":\n" + text + joined(sets, "\n"));
    std::string resolved;
    try {
      const Request request = request_of(text, sets);
      resolved = resolved_text(request);
      ++taken;
      with_hash += request.title.find('#') != std::string::npos;
      with_eras += resolved.find("\n[era ") != std::string::npos;
      with_schedules += resolved.find("\nprotocol.schedule = ") != std::string::npos;
      expect_same(request, request_of(resolved));
      EXPECT_EQ(resolved, resolved_text(request_of(resolved)));
      EXPECT_EQ(resolved, resolved_text(request_of(author.rewritten(text), sets)));
    } catch (const UsageError& error) {
      if (!resolved.empty()) ADD_FAILURE() << error.what();  // what was written out is refused
    }
  }
  EXPECT_GT(taken, configs / 3);
  EXPECT_GT(with_hash, configs / 20);
  EXPECT_GT(with_eras, configs / 20);
  EXPECT_GT(with_schedules, configs / 40);
}

TEST(MadeUpConfigs, MeanTheSameInFileAndSet) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const std::string text = Author(seed).text();
    const Request from_file = request_of("title = " + text + "\n");
    const Request from_set = request_of("title = other # one\n", {"title=" + text});
    EXPECT_EQ(from_file.title, trimmed(text));
    EXPECT_EQ(from_set.title, trimmed(text));
  }
}

}  // namespace
}  // namespace taosweep

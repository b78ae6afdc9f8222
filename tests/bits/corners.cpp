// corners.txt names a parameter a line: key, low, usual, high, kind; over_issue and over_issue_ends
// [d] stand for the dividends of the launch. Draws are keyed by the line's number: a key that is
// renamed keeps its line, a new one is not entered.
#include "tests/bits/corners.hpp"

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/text/parameter_text.hpp"
#include "tests/kernels/economy_fixture.hpp"

namespace taosweep {

namespace {

struct Range {
  std::string key;
  double low = 0, usual = 0, high = 0;
  bool whole = false;
};

std::vector<Range> read_ranges() {
  std::ifstream file(TAOSWEEP_SOURCE_DIR "/tests/bits/corners.txt");
  std::vector<Range> ranges;
  std::string kind;
  for (Range r; file >> r.key >> r.low >> r.usual >> r.high >> kind; ranges.push_back(r))
    r.whole = kind != "real";
  if (ranges.empty()) throw std::runtime_error("tests/bits/corners.txt cannot be read");
  return ranges;
}

/// Draw `which` of a line in [0, 1): splitmix64.
double uniform(std::uint64_t draw, std::uint64_t line, std::uint64_t which) {
  std::uint64_t x = ((draw << 16) + (line << 2) + which + 1) * 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return static_cast<double>((x ^ (x >> 31)) >> 11) * 0x1p-53;
}

/// One end, the other, or between the usual value and either, mostly near the usual one.
double drawn(const Range& range, std::uint64_t draw, std::uint64_t line) {
  const double u = uniform(draw, line, 1), v = uniform(draw, line, 2);
  const double away = uniform(draw, line, 3);
  if (u < 0.3) return range.low;
  if (u < 0.6) return range.high;
  const double end = v < 0.5 ? range.low : range.high;
  const double x = range.usual + (end - range.usual) * (away * away * away);
  return range.whole ? static_cast<double>(static_cast<std::int64_t>(x)) : x;
}

/// Short economies of four kinds of steps.
struct Times {
  double step_blocks, days, attack_day;
};
constexpr Times times_of[] = {{300, 5, 1}, {25, 3, 1}, {75, 4, 0}, {1, 0.75, 0}};

/// Draws that a check of parameters does not refuse.
constexpr int accepted[corner_count] = {0,  1,  3,  4,  5,  7,  9,  11, 12, 13, 14, 15, 17, 18, 19,
                                        21, 24, 25, 27, 30, 33, 34, 36, 37, 38, 39, 40, 45, 48, 49};

}  // namespace

Parameters corner(int index) {
  static const std::vector<Range> ranges = read_ranges();
  const int draw = accepted[index];
  constexpr double moved[] = {0.1, 0.4, 1};  // part of the parameters that leave the usual value
  Parameters p;
  for (std::size_t line = 0; line < ranges.size(); ++line) {
    const Range& range = ranges[line];
    const double value =
        uniform(draw, line, 0) < moved[draw % 3] ? drawn(range, draw, line) : range.usual;
    if (range.key == "over_issue") {
      if (value == 0) p.protocol.dividends = DividendRule::reduced;
    } else if (range.key == "over_issue_ends") {
      p.schedule = fixed_on(value);
    } else {
      parameter(range.key).of(p) = value;
    }
  }
  const Times& times = times_of[draw % 4];
  p.time.days = times.days;
  p.time.step_blocks = times.step_blocks;
  p.time.opening_blocks = 300;
  p.time.fine_days = 0.5;
  p.attack.mode = draw % 5 != 4 ? AttackMode::meme_holders : AttackMode::none;
  p.attack.day = times.attack_day;
  return p;
}

}  // namespace taosweep

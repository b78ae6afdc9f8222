#include "host/search/search.hpp"

#include <algorithm>
#include <map>

#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

using Known = std::map<double, SearchEstimate>;
using Holds = std::function<bool(const SearchEstimate&)>;

/// Two neighbouring values, one on which something does not hold and one on which it does.
struct Bracket {
  double without, with;
};

enum class Outer { without, with };

class Search {
 public:
  Search(const SearchScale& scale, const Evaluate& evaluate) : scale_(scale), evaluate_(evaluate) {}

  const SearchEstimate& at(double value) {
    const auto found = known_.find(value);
    if (found != known_.end()) return found->second;
    return known_[value] = evaluate_(value);
  }

  /// Halves between a value on which it does not hold and one on which it does, where several known
  /// values lie between nearest to the end that is `outer`.
  Bracket halve(Bracket around, Outer outer, const Holds& holds) {
    narrow(around, outer, holds);
    while (const auto middle = scale_.between(std::min(around.without, around.with),
                                              std::max(around.without, around.with)))
      (holds(at(*middle)) ? around.with : around.without) = *middle;
    return around;
  }

  const Known& known() const { return known_; }

 private:
  /// From the outer end inwards, up to the first known value that differs from it.
  void narrow(Bracket& around, Outer outer, const Holds& holds) const {
    const bool outer_holds = outer == Outer::with;
    double& last = outer_holds ? around.with : around.without;
    double& first = outer_holds ? around.without : around.with;
    std::vector<double> inwards;
    for (const auto& [value, found] : known_)
      if (std::min(last, first) < value && value < std::max(last, first)) inwards.push_back(value);
    if (last > first) std::reverse(inwards.begin(), inwards.end());
    for (const double value : inwards) {
      if (holds(known_.at(value)) != outer_holds) {
        first = value;
        return;
      }
      last = value;
    }
  }

  const SearchScale& scale_;
  const Evaluate& evaluate_;
  Known known_;
};

/// The interval says that the target is missed, or that it is reached and more. A NaN end says
/// neither.
bool surely_missed(const SearchTarget& target, const SearchEstimate& found) {
  return target.fall ? found.bounds.low > target.level : found.bounds.high < target.level;
}

bool surely_reached(const SearchTarget& target, const SearchEstimate& found) {
  return target.fall ? found.bounds.high < target.level : found.bounds.low > target.level;
}

/// The ends of the interval, by bisection of the interval's ends in place of the estimate.
Interval inverted(Search& search, const SearchTarget& target, Bracket ends, Bracket root) {
  double on_missed = undefined, on_reached = undefined;
  if (surely_missed(target, search.at(ends.without)))
    on_missed = search
                    .halve({ends.without, root.with}, Outer::without,
                           [&](const auto& found) { return !surely_missed(target, found); })
                    .without;
  if (surely_reached(target, search.at(ends.with)))
    on_reached = search
                     .halve({root.without, ends.with}, Outer::with,
                            [&](const auto& found) { return surely_reached(target, found); })
                     .with;
  return ends.with > ends.without ? Interval{on_missed, on_reached}
                                  : Interval{on_reached, on_missed};
}

std::vector<Reversal> reversals_of(const std::vector<Evaluated>& evaluated, bool rises) {
  std::vector<Reversal> reversals;
  for (std::size_t i = 1; i < evaluated.size(); ++i) {
    const Evaluated& low = rises ? evaluated[i - 1] : evaluated[i];
    const Evaluated& high = rises ? evaluated[i] : evaluated[i - 1];
    if (!(high.found.estimate < low.found.estimate)) continue;
    reversals.push_back({evaluated[i - 1].value, evaluated[i].value,
                         high.found.bounds.high < low.found.bounds.low});
  }
  return reversals;
}

}  // namespace

const SearchEstimate& SearchResult::at(double value) const {
  return std::find_if(evaluated.begin(), evaluated.end(),
                      [&](const Evaluated& one) { return one.value == value; })
      ->found;
}

SearchResult search(const SearchScale& scale, const SearchTarget& target,
                    const Evaluate& evaluate) {
  Search search(scale, evaluate);
  SearchResult result;
  const SearchEstimate low = search.at(scale.from), high = search.at(scale.to);
  const bool on_low = target.reached(low), on_high = target.reached(high);
  if (on_low == on_high) {
    result.end = on_low ? SearchEnd::reached_at_both : SearchEnd::reached_at_neither;
  } else {
    result.end = SearchEnd::found;
    const Bracket ends = on_high ? Bracket{scale.from, scale.to} : Bracket{scale.to, scale.from};
    const Bracket root = search.halve(ends, Outer::without,
                                      [&](const auto& found) { return target.reached(found); });
    result.missed = root.without;
    result.reached = root.with;
    result.bounds = inverted(search, target, ends, root);
  }
  for (const auto& [value, found] : search.known()) result.evaluated.push_back({value, found});
  result.reversals = reversals_of(result.evaluated, high.estimate >= low.estimate);
  return result;
}

}  // namespace taosweep

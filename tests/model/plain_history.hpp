// What outcomes of a whole run are in the plain model: every day is kept, and counted at the end.
#pragma once

#include <map>
#include <vector>

#include "kernels/register/registry.hpp"
#include "tests/model/plain_model.hpp"

namespace taosweep::plain {

/// Shares of emission, by their definitions over a sorted list.
double sum_of_squares(const std::vector<double>& shares);
double gini(std::vector<double> shares);

/// One economy from the launch on, without a gate, as it stands at the end of each day.
class History {
 public:
  /// The first day is that of the launch.
  void see_day(const Economy& e);
  /// What a tick has brought, from `before` to `after`.
  void see_tick(const Economy& before, const Economy& after);

  /// Outcomes and, where a series has the same name, its value on a day.
  std::map<Outcome, double> outcomes() const;
  std::map<Series, double> series(std::size_t day) const;
  std::size_t days() const { return days_.size(); }

 private:
  struct Day {
    std::vector<double> share, worth, market;  ///< of living subnets; shares sum to 1
    std::vector<double> even;                  ///< those that nobody attacks, likewise
    double prices, root, minted;
  };
  std::vector<Day> days_;
  double owners_ = 0, root_ = 0, minted_ = 0, blocks_ = 0;
};

}  // namespace taosweep::plain

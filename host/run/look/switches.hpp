// Which one other setting makes an idle key matter: found by trial as well.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "host/run/look/questions.hpp"
#include "host/run/look/trials.hpp"

namespace taosweep {

/// A parameter and the value with which something else began to matter.
struct Switch {
  const ParameterInfo* info;
  double value;
};

/// Looks for switches of those questions that are not read. Stays silent where the time ends.
class SwitchSearch {
 public:
  /// All must outlive it.
  SwitchSearch(const Experiment& experiment, Trials& trials, const std::vector<Question>& questions,
               const std::vector<std::uint64_t>& points);

  /// Tries each switch in the economies of some points, cut off at `days`.
  void look(const std::vector<Switch>& switches, double days, std::size_t points);

  /// For each question the first switch found with which a change of its key changed an economy.
  const std::vector<std::optional<Switch>>& found() const { return found_; }

 private:
  bool look(const Switch& one, double days, std::uint64_t point, std::size_t arm);
  std::optional<Job> with_switch(const Switch& one, double days, std::uint64_t point,
                                 std::size_t arm);

  const Experiment& experiment_;
  Trials& trials_;
  const std::vector<Question>& questions_;
  const std::vector<std::uint64_t>& points_;
  std::vector<std::optional<Switch>> found_;
  std::map<std::pair<std::uint64_t, std::size_t>, Job> bases_;  // without a switch
};

/// Every choice of every parameter that is one.
std::vector<Switch> choice_switches();
/// The default and the ends of the range of every number, the clock's left out.
std::vector<Switch> number_switches();

}  // namespace taosweep

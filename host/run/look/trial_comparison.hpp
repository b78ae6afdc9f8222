// Trial economies against each other: which questions are answered, which arms are told apart.
#pragma once

#include <optional>

#include "host/run/look/questions.hpp"
#include "host/run/look/trials.hpp"

namespace taosweep {

/// Numbers of economies with a question's key changed to another of its values: the `turn`-th of
/// those that can run, nothing where none can.
std::optional<Parameters> with_another_value(const Question& question, const Parameters& base,
                                             std::size_t turn);

class TrialComparison {
 public:
  /// Arms beyond `most_arms` are not compared.
  static constexpr std::size_t most_arms = 16;

  TrialComparison(const Experiment& experiment, Trials& trials);

  /// How far a look goes.
  struct Extent {
    double days;            ///< economies are cut off there
    std::size_t economies;  ///< until so many have been asked,
    double spent = 0;       ///< and this part of the time is spent
    TrialClock clock = TrialClock::coarse;
  };
  /// Puts every open question to economies of `points`, until nothing is open, or as far as is
  /// said. False where the time did not last.
  bool look(const std::vector<std::uint64_t>& points, const Extent& extent);

  const std::vector<Question>& questions() const { return questions_; }
  /// Kind of each arm: arms of one kind never came out different.
  const std::vector<std::size_t>& kinds() const { return kinds_; }
  /// Points whose economies ran to their end with all arms of a kind.
  std::size_t points_told() const { return points_told_; }
  bool twins() const;  ///< some arms are still of one kind
  bool open() const;   ///< some question, or twins

 private:
  enum class Look { done, unfit, out_of_time };
  struct Case;

  Look look_at(std::uint64_t point, const Extent& extent);
  std::vector<Case> cases_of(std::uint64_t point, const Extent& extent) const;
  void split_questions(Case& one) const;
  bool answer(const Case& one, const Seen& base, const std::vector<Seen>& halves);
  bool has_twin(std::size_t arm) const;
  void tell_arms_apart(const std::vector<Case>& cases, const std::vector<Seen>& bases);

  const Experiment& experiment_;
  Trials& trials_;
  std::vector<Question> questions_;
  std::vector<std::size_t> kinds_;
  std::size_t points_told_ = 0, asked_ = 0, turn_ = 0;
};

}  // namespace taosweep

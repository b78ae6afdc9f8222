// What the outcomes of a whole file say about its design: outcomes that no economy defined, arms
// that came out identical.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/experiment/experiment.hpp"
#include "kernels/advance.hpp"

namespace taosweep {

/// Fed with outcomes block by block, in any order: it keeps no number.
class OutcomeFindings {
 public:
  explicit OutcomeFindings(std::size_t arms);

  /// Values of one outcome as [arm][economy of an arm].
  void see(int outcome, std::span<const double> values);
  void see_status(std::span<const std::int32_t> values);

  const std::vector<bool>& defined() const { return defined_; }
  /// Kind of each arm, called by its first: arms of one
  /// kind are equal bit for bit in every economy.
  const std::vector<std::size_t>& kinds() const { return kinds_; }
  /// Of each arm: economies in which its formula gave no weight somewhere.
  const std::vector<std::size_t>& refusing() const { return refusing_; }

 private:
  template <class T>
  void tell_apart(std::span<const T> values);

  std::vector<bool> defined_;
  std::vector<std::size_t> kinds_, refusing_;
};

/// "share_30d_after, harm_60d_after (no action reached, or it ends before); ...": those that are
/// not defined, grouped by why. Empty where all are.
std::string undefined_list(const std::vector<bool>& defined);

/// So many of them are shown: of a hundred a reader sees none.
inline constexpr std::size_t most_shown_undefined = 12;

/// The same of the first `most` alone, which ends with "; and 31 more" where there are.
std::string undefined_list(const std::vector<bool>& defined, std::size_t most);

/// "'no' and 'yes'" for each kind of arms with more than one member.
std::vector<std::string> twin_lists(const std::vector<std::string>& labels,
                                    const std::vector<std::size_t>& kinds);

/// A sentence for each arm whose formula gave no weight somewhere.
std::vector<std::string> refusal_sentences(const std::vector<std::string>& labels,
                                           const std::vector<std::size_t>& refusing);

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& names);

}  // namespace taosweep

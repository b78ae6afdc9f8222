// Where two economies part.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kernels/advance.hpp"

namespace taosweep {

struct Divergence {
  double day = 0;        ///< [d]; the end of the economy where only an outcome shows it
  std::string sentence;  ///< when, which subnet, which quantity, both values
};

/// The first recorded time, subnet and quantity in which two economies differ, then series, then
/// outcomes; nothing where they are bit for bit the same. Both recorded with paths under `plan`.
std::optional<Divergence> first_divergence(const EconomyResult& a, const EconomyResult& b,
                                           const RecordPlan& plan);

/// The same for two jobs: first at the interval of `plan`, then at every signal tick before the
/// time found. `run` advances one job. Throws UsageError where the ticks of the two do not meet.
std::optional<Divergence> first_divergence(
    const Job& a, const Job& b, const RecordPlan& plan,
    const std::function<EconomyResult(const Job&, const RecordPlan&)>& run);

}  // namespace taosweep

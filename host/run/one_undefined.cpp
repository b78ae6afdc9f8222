#include "host/run/one_undefined.hpp"

#include <span>
#include <utility>

#include "kernels/math/undefined.hpp"

namespace taosweep {
namespace {

template <class T>
void make_one(std::span<T> values) {
  for (T& value : values)
    if (value != value) value = static_cast<T>(undefined);
}

}  // namespace

Engine with_one_undefined(Engine engine) {
  engine.advance = [advance = std::move(engine.advance)](std::span<const Job> jobs,
                                                         const RecordPlan& plan,
                                                         const std::atomic<bool>* stop) {
    std::vector<EconomyResult> results = advance(jobs, plan, stop);
    for (EconomyResult& result : results) {
      if (result.status == Status::not_run) continue;
      make_one(std::span<double>(result.outcomes));
      make_one(std::span<float>(result.series));
      make_one(std::span<float>(result.path));
    }
    return results;
  };
  return engine;
}

}  // namespace taosweep

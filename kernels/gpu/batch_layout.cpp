#include "kernels/gpu/batch_layout.hpp"

namespace taosweep {
namespace {

std::size_t state_bytes(int slots) {
  switch (slots) {
    case 1:
      return sizeof(EconomyState<1>);
    case 2:
      return sizeof(EconomyState<2>);
    case 3:
      return sizeof(EconomyState<3>);
    default:
      return sizeof(EconomyState<4>);
  }
}

/// Hands out places one after the other, each at the border of a line of the cache.
class Places {
 public:
  std::size_t take(std::size_t bytes) {
    const std::size_t place = next_;
    next_ += (bytes + 127) / 128 * 128;
    return place;
  }
  std::size_t end() const { return next_; }

 private:
  std::size_t next_ = 0;
};

}  // namespace

BatchLayout::BatchLayout(int slots, std::size_t count, std::size_t setting_count, bool has_start,
                         const RecordPlan& plan, bool branched)
    : recorded(has_start), economies(count) {
  const EconomyResult empty = empty_result(plan);
  series_size = empty.series.size();
  path_size = empty.path.size();
  day_times = time_count(TimeAxis::day, plan);
  Places places;
  settings = places.take(setting_count * sizeof(Setting));
  setting_of = places.take(count * sizeof(std::uint32_t));
  keys = places.take(count * sizeof(ShockKey));
  branches = places.take(branched ? count * sizeof(ShockBranches) : 0);
  start = places.take(recorded ? sizeof(StartState) : 0);
  list = places.take(count * sizeof(std::uint32_t));
  up_end = places.end();
  outcomes = places.take(count * outcome_count * sizeof(double));
  statuses = places.take(count * sizeof(std::int32_t));
  series = places.take(count * series_size * sizeof(float));
  paths = places.take(count * path_size * sizeof(float));
  back_end = places.end();
  constexpr std::size_t each = sizeof(std::uint32_t);
  arrived = places.take((1 + count) * each);
  gone = arrived + each;
  stretch_end = gone + count * each;
  taken = places.take((1 + count) * each);
  done = taken + each;
  launch_end = done + count * each;
  states = places.take(count * state_bytes(slots));
  end = places.end();
}

std::size_t card_bytes_each(int slots, const RecordPlan& plan, bool branched) {
  return BatchLayout(slots, 1, 1, false, plan, branched).end;
}

}  // namespace taosweep

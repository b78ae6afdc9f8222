// Where the arrays of a batch lie in the memory of a card, and in that of the host.
#pragma once

#include <cstddef>

#include "kernels/advance.hpp"
#include "kernels/gpu/batch_view.hpp"
#include "kernels/gpu/tasks.hpp"

namespace taosweep {

/// Offsets in bytes. What goes up lies together, and so does what comes back; states never leave
/// the card.
struct BatchLayout {
  BatchLayout(int slots, std::size_t economies, std::size_t settings, bool recorded,
              const RecordPlan& plan, bool branched = false);

  bool recorded;                                  ///< a recorded state goes up as well
  std::size_t economies, series_size, path_size;  ///< the latter two in floats, of an economy
  std::int32_t day_times;
  // Up, from 0 on.
  std::size_t settings, setting_of, keys, branches, start, list, up_end;
  // Back.
  std::size_t outcomes, statuses, series, paths, back_end;
  // Counters of a stretch, then those of a launch.
  std::size_t arrived, gone, stretch_end, taken, done, launch_end;
  std::size_t states, end;

  /// On the host: what goes up, what comes back, and a place for the counters of a stretch.
  std::size_t host_counters() const { return up_end + (back_end - outcomes); }
  std::size_t host_bytes() const { return host_counters() + (stretch_end - arrived); }
};

/// Bytes that an economy takes on a card whose setting is shared with none.
std::size_t card_bytes_each(int slots, const RecordPlan& plan, bool branched = false);

/// Branches of economy i, where any has some.
inline ShockBranches* branches_at(std::byte* memory, const BatchLayout& at, std::size_t i) {
  return reinterpret_cast<ShockBranches*>(memory + at.branches) + i;
}

template <int Slots>
BatchView<Slots> view_at(std::byte* card, const BatchLayout& at) {
  const auto array = [card]<class T>(std::size_t offset, T*) {
    return reinterpret_cast<T*>(card + offset);
  };
  return {array(at.settings, static_cast<const Setting*>(nullptr)),
          array(at.setting_of, static_cast<const std::uint32_t*>(nullptr)),
          array(at.keys, static_cast<const ShockKey*>(nullptr)),
          array(at.states, static_cast<EconomyState<Slots>*>(nullptr)),
          array(at.outcomes, static_cast<double*>(nullptr)),
          array(at.statuses, static_cast<std::int32_t*>(nullptr)),
          array(at.series, static_cast<float*>(nullptr)),
          at.path_size ? array(at.paths, static_cast<float*>(nullptr)) : nullptr,
          at.series_size,
          at.path_size,
          at.day_times,
          static_cast<std::uint32_t>(at.economies),
          at.recorded ? array(at.start, static_cast<const StartState*>(nullptr)) : nullptr};
}

}  // namespace taosweep

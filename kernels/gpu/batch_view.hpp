// A batch as the programs of a GPU see it: pointers into the memory of the card.
#pragma once

#include <cstddef>

#include "kernels/gpu/setting.hpp"
#include "kernels/state/recorder.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/start_state.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// One entry an economy, but for settings, which economies share.
template <int Slots>
struct BatchView {
  const Setting* settings;
  const std::uint32_t* setting_of;
  const ShockKey* keys;
  EconomyState<Slots>* states;
  double* outcomes;        ///< [economy][outcome]
  std::int32_t* statuses;  ///< Status
  float* series;           ///< [economy][as in EconomyResult]
  float* paths;            ///< [economy][as in EconomyResult], or nullptr
  std::size_t series_size, path_size;
  std::int32_t day_times;
  std::uint32_t economies;
  const StartState* start;  ///< of all economies, or nullptr: the launch

  TAOSWEEP_HD const Setting& setting(std::size_t i) const { return settings[setting_of[i]]; }
  TAOSWEEP_HD Recorder recorder(std::size_t i) const {
    return {series + i * series_size, paths ? paths + i * path_size : nullptr, day_times};
  }
};

}  // namespace taosweep

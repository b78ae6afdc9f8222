// What the programs of a GPU are handed: pointers to a batch in the memory of the card.
#pragma once

#include <cstddef>

#include "kernels/register/parameters.hpp"
#include "kernels/state/clock.hpp"
#include "kernels/state/segments.hpp"
#include "kernels/state/shock_key.hpp"
#include "kernels/state/state.hpp"

namespace taosweep {

/// What a launch needs of a batch; one entry an economy.
template <int Slots>
struct BatchView {
  const Parameters* parameters;
  const Clock* clocks;
  const Segments* segments;
  const ShockKey* keys;
  EconomyState<Slots>* states;
  float* series;
  float* paths;  ///< or nullptr
  std::size_t series_size, path_size;
  int day_times;
};

}  // namespace taosweep

// What a choice of a parameter means, in the order of its words.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

enum class EraIndex { launch_2025_02 };
enum class AttackMode { none, meme_holders };
enum class AttackSubnet { existing, fresh };

/// A choice, stored as the index of its word: one type of pointer reaches every parameter.
template <class T>
struct Choice {
  double index = 0;

  constexpr Choice() = default;
  TAOSWEEP_HD constexpr Choice(T choice) : index(static_cast<double>(choice)) {}
  TAOSWEEP_HD constexpr operator T() const { return static_cast<T>(static_cast<int>(index)); }
};

}  // namespace taosweep

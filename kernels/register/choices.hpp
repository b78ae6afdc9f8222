// What a choice of a parameter means, in the order of its words.
#pragma once

#include "kernels/portable.hpp"

namespace taosweep {

enum class EraIndex { launch_2025_02 };
enum class AttackMode {
#define MODE(word, ...) word,
#include "kernels/players/attack/modes.def"
};
enum class AttackSubnet { existing, fresh };

inline constexpr char each_attack_mode[] =
#define MODE(word, ...) "|" #word
#include "kernels/players/attack/modes.def"
    ;
inline constexpr char each_attack_sentence[] =
#define MODE(word, type, sentence) "; " #word ": " sentence
#include "kernels/players/attack/modes.def"
    ;
/// "none|..", and what each of them does, without the separator before the first.
inline constexpr const char* attack_modes = each_attack_mode + 1;
inline constexpr const char* attack_mode_sentences = each_attack_sentence + 2;

/// A choice, stored as the index of its word: one type of pointer reaches every parameter.
template <class T>
struct Choice {
  double index = 0;

  constexpr Choice() = default;
  TAOSWEEP_HD constexpr Choice(T choice) : index(static_cast<double>(choice)) {}
  TAOSWEEP_HD constexpr operator T() const { return static_cast<T>(static_cast<int>(index)); }
};

}  // namespace taosweep

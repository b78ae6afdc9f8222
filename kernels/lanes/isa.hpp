// The instruction sets of isa.def, as far as everybody may know them.
#pragma once

namespace taosweep {

/// Instruction sets of the CPU back ends.
enum class Isa {
#define ISA(name, ...) name,
#include "kernels/lanes/isa.def"
#undef ISA
};

struct IsaInfo {
  Isa isa;
  const char* name;
  int lanes;
  double speed;  ///< about that of one core at steps of one block [subnet-steps/s]
  const char* sentence;
};

inline constexpr IsaInfo isa_table[] = {
#define ISA(name, lane, lanes, speed, processors, flags, asked, sentence) \
  {Isa::name, #name, lanes, speed, sentence},
#include "kernels/lanes/isa.def"
#undef ISA
};

/// Runs everywhere; the others are held to its bits.
inline constexpr Isa reference_isa = isa_table[0].isa;

constexpr const IsaInfo& info_of(Isa isa) {
  return isa_table[static_cast<int>(isa)];
}
constexpr const char* isa_name(Isa isa) {
  return info_of(isa).name;
}

/// True where this build holds the back end and this processor can run it.
bool isa_available(Isa isa);
/// The fastest back end at hand.
Isa best_isa();

}  // namespace taosweep

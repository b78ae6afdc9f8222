#include "kernels/lanes/isa.hpp"

#include "kernels/lanes/built.hpp"

namespace taosweep {

#if defined(__x86_64__) || defined(__i386__)
#define CPU(feature) (__builtin_cpu_supports(feature) != 0)
#else
#define CPU(feature) false
#endif

bool isa_available(Isa isa) {
  switch (isa) {
#define ISA(name, lane, lanes, speed, processors, flags, asked, sentence) \
  case Isa::name:                                                         \
    return TAOSWEEP_BUILT_##name && (asked);
#include "kernels/lanes/isa.def"
#undef ISA
  }
  return false;
}

Isa best_isa() {
  Isa best = reference_isa;
  for (const IsaInfo& info : isa_table)
    if (isa_available(info.isa) && info.speed > info_of(best).speed) best = info.isa;
  return best;
}

}  // namespace taosweep

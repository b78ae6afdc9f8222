// Names of the instruction sets that this processor has and that are no slower than the first, as a
// list of CMake: what a build for the machine at hand needs.
#include <cstdio>

#include "kernels/lanes/isa.hpp"

int main() {
  for (const taosweep::IsaInfo& info : taosweep::isa_table) {
    const bool compared_only = info.speed < info_of(taosweep::reference_isa).speed;
    if (!compared_only && taosweep::isa_available(info.isa)) std::printf("%s;", info.name);
  }
}

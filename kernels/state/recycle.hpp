// Alpha that leaves what is issued.
#pragma once

#include "kernels/lanes/operations.hpp"

namespace taosweep {

/// Takes alpha of a pack out of what is issued. Where more would leave than is outstanding,
/// over-issued alpha has come into the pool before: it counts as issued from then on, as where it
/// is sold (economy/stages/clear.hpp).
template <class P>
TAOSWEEP_HD void recycle_alpha(const P& pack, const typename P::real& leaves) {
  using real = typename P::real;
  const real issued = pack.issued() - leaves;
  pack.set_issued(max(issued, pack.alpha()));
  pack.set_taken_in(pack.taken_in() + max(pack.alpha() - issued, real(0.0)));
}

}  // namespace taosweep

#if defined(__x86_64__)

#include "kernels/lanes/avx2.hpp"

#include "tests/lanes/lane_results.hpp"

namespace taosweep::lane_test {

LaneResults avx2_results() {
  return record_all<Avx2Lane>();
}

}  // namespace taosweep::lane_test

#endif

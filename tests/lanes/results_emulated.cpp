#include "kernels/lanes/emulated.hpp"

#include "tests/lanes/lane_results.hpp"

namespace taosweep::lane_test {

LaneResults emulated_results() {
  return record_all<EmulatedLane>();
}

}  // namespace taosweep::lane_test

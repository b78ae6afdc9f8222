#include "kernels/lanes/scalar.hpp"

#include "tests/lanes/lane_results.hpp"

namespace taosweep::lane_test {

LaneResults scalar_results() {
  return record_all<ScalarLane>();
}

}  // namespace taosweep::lane_test

// What a test needs of the machine, and the words of a test that is skipped because it lacks it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kernels/advance.hpp"

namespace taosweep {

inline constexpr const char* no_gpu =
    "no GPU at hand; scripts/test.sh runs it on a machine with a card and nvcc";

/// Of a test that takes minutes on the reference.
inline constexpr const char* no_faster_isa =
    "this processor, or this build, has no faster back end than that of one lane";

inline std::string no_isa(Isa isa) {
  return std::string("this processor, or this build, has no ") + isa_name(isa) +
         "; scripts/test.sh runs it where both have";
}

/// A test for each back end of the CPU; one that is not at hand is skipped, and named. To be
/// derived from, and instantiated with on_each_back_end and name_of_isa.
class OnEachBackEnd : public testing::TestWithParam<Isa> {
 protected:
  void SetUp() override {
    if (!isa_available(GetParam())) GTEST_SKIP() << no_isa(GetParam());
  }
};

inline std::vector<Isa> every_isa() {
  std::vector<Isa> all;
  for (const IsaInfo& info : isa_table) all.push_back(info.isa);
  return all;
}

inline auto on_each_back_end() {
  return testing::ValuesIn(every_isa());
}

inline std::string name_of_isa(const testing::TestParamInfo<Isa>& info) {
  return isa_name(info.param);
}

}  // namespace taosweep

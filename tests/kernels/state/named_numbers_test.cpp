// The scalars of an economy by name.
#include "kernels/state/named_numbers.hpp"

#include <set>

#include <gtest/gtest.h>

namespace taosweep {
namespace {

TEST(NamedNumbers, HaveEveryNumberOnceInTheOrderOfTheStruct) {
  const Scalars q{};
  const auto* const first = reinterpret_cast<const double*>(&q);
  std::set<std::string> names;
  std::ptrdiff_t place = 0;
  for_each_number(q, [&](const std::string& name, const char*, const double& value) {
    EXPECT_TRUE(names.insert(name).second) << name << " stands twice";
    EXPECT_EQ(&value - first, place++) << name << ", or what stands before it, is out of order";
  });
  EXPECT_EQ(place * sizeof(double), sizeof(Scalars)) << "the last ones are missing";
}

}  // namespace
}  // namespace taosweep

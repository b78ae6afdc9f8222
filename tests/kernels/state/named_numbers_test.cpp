// The scalars of an economy by name.
#include "kernels/state/named_numbers.hpp"

#include <set>

#include <gtest/gtest.h>

namespace taosweep {
namespace {

using Contests = Contest[contest_count];

template <class Struct>
void expect_every_number(const Struct& q) {
  const auto* const first = reinterpret_cast<const double*>(&q);
  std::set<std::string> names;
  std::ptrdiff_t place = 0;
  for_each_number(q, [&](const std::string& name, const char*, const double& value) {
    EXPECT_TRUE(names.insert(name).second) << name << " stands twice";
    EXPECT_EQ(&value - first, place++) << name << ", or what stands before it, is out of order";
  });
  EXPECT_EQ(place * sizeof(double), sizeof(Struct)) << "the last ones are missing";
}

TEST(NamedNumbers, HaveEveryNumberOnceInTheOrderOfTheStruct) {
  const Scalars scalars{};
  const Contests contests{};
  expect_every_number(scalars);
  expect_every_number(contests);
}

}  // namespace
}  // namespace taosweep

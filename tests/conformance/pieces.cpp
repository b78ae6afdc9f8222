#include "tests/conformance/pieces.hpp"

#include <algorithm>
#include <stdexcept>

namespace taosweep::conformance {

void compare_fields(const Json& expected, const Json& got, const std::string& prefix,
                    Checks& checks) {
  for (const auto& [name, want] : expected.items()) {
    if (!got.contains(name))
      throw std::runtime_error("expects " + name + ", which is not computed");
    checks.equal(prefix + name, want, got.at(name));
  }
}

void expect_launch(const Json& vector) {
  const std::string era = vector.value("era", "all");
  if (era != "all" && era.rfind("launch", 0) != 0 && era.rfind("A", 0) != 0) throw NotComputed{era};
}

void expect_known_keys(const Json& object, const char* name,
                       std::initializer_list<const char*> known) {
  for (const auto& [key, value] : object.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw std::runtime_error(std::string(name) + " has \"" + key + "\", which is not read");
}

}  // namespace taosweep::conformance

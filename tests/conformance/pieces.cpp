#include "tests/conformance/pieces.hpp"

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

bool of_launch(const Json& vector) {
  const std::string era = vector.value("era", "all");
  return era == "all" || era.rfind("launch", 0) == 0 || era.rfind("A", 0) == 0;
}

}  // namespace taosweep::conformance

// Words for the status of economies.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace taosweep {

/// "ok", "not finite", "TAO ledger does not close", ...
const char* status_name(std::int32_t status);

/// The words of all statuses, from 0 on.
std::vector<std::string> status_names();

/// "3 of 40 economies failed: 2 not finite, 1 not run"; empty where none did.
std::string failures_text(std::span<const std::int32_t> statuses);

}  // namespace taosweep

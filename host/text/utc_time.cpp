#include "host/text/utc_time.hpp"

#include <ctime>

namespace taosweep {

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts;
  char text[32];
  ::gmtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

}  // namespace taosweep

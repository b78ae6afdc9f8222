#include "host/config/read_config.hpp"

#include "host/text/read_input.hpp"

namespace taosweep {

std::string read_config(const std::string& path) {
  return read_input(path, {"config", "a config file, such as configs/sn28.ini", "it is no config"});
}

}  // namespace taosweep

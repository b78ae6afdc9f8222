#include "host/experiment/registered.hpp"

#include "host/experiment/removed_keys.hpp"
#include "host/experiment/request.hpp"

namespace taosweep {

std::vector<Contrast> registered_in(const std::string& config,
                                    const std::vector<InputFile>& inputs) {
  if (config.find("\n[contrasts]\n") == std::string::npos) return {};
  const std::string name = "stored config";
  return read_request(in_todays_words(parse_config(config, name)), name, files_among(inputs))
      .contrasts;
}

}  // namespace taosweep

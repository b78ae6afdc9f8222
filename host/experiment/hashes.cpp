#include "host/experiment/hashes.hpp"

#include <bit>

#include "host/text/sha256.hpp"

namespace taosweep {
namespace {

void update(Sha256& hash, double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  unsigned char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(bits >> 8 * i);
  hash.update(bytes, sizeof bytes);
}

}  // namespace

std::string config_hash_of(const Experiment& experiment) {
  Sha256 hash;
  hash.update(experiment.config);
  for (std::size_t i = 1; i < experiment.inputs.size(); ++i) {
    const auto& input = experiment.inputs[i];
    hash.update("input " + input.name + " " + sha256_hex(input.bytes) + "\n");
  }
  return hash.hex();
}

std::string design_hash_of(const Experiment& experiment) {
  Sha256 hash;
  for (const auto& varied : experiment.varied) hash.update("varied " + varied.key + "\n");
  for (const auto& arm : experiment.arms) hash.update("arm " + arm.label + "\n");
  hash.update("points " + std::to_string(experiment.points.size()) + "\n");
  for (std::size_t point = 0; point < experiment.points.size(); ++point) {
    for (const double value : experiment.points[point]) update(hash, value);
  }
  return hash.hex();
}

}  // namespace taosweep

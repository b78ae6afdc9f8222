#include "host/design/design_draw.hpp"

#include "kernels/random/draw.hpp"

namespace taosweep {

std::uint32_t key_number(const std::string& key) {
  std::uint32_t hash = 2166136261u;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

double design_uniform(std::uint64_t seed, std::uint64_t vector, const std::string& key) {
  const auto words = draw_words<std::uint32_t>(seed, static_cast<std::uint32_t>(vector), 0,
                                               Purpose::design, whole_economy, key_number(key), 0);
  return uniform_real(words.w[0], words.w[1]);
}

}  // namespace taosweep

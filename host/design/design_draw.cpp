#include "host/design/design_draw.hpp"

#include "kernels/random/draw.hpp"

namespace taosweep {

std::uint32_t key_number(const std::string& key) {
  std::uint32_t hash = 2166136261u;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

double design_uniform(std::uint64_t seed, std::uint64_t vector, DrawKey key) {
  return design_uniform_of(seed, key, 0, static_cast<std::uint32_t>(vector), 0);
}

Words<std::uint32_t> design_words_of(std::uint64_t seed, DrawKey key, std::uint32_t use,
                                     std::uint32_t number, std::uint32_t part) {
  return draw_words<std::uint32_t>(seed, number, part, Purpose::design, whole_economy, key.number,
                                   use);
}

double design_uniform_of(std::uint64_t seed, DrawKey key, std::uint32_t use, std::uint32_t number,
                         std::uint32_t part) {
  const auto words = design_words_of(seed, key, use, number, part);
  return uniform_real(words.w[0], words.w[1]);
}

}  // namespace taosweep

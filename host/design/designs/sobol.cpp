#include "host/design/designs/sobol.hpp"

#include <bit>

#include <boost/random/sobol.hpp>

#include "host/design/designs/sampler.hpp"

namespace taosweep {

namespace {

using Table = boost::random::default_sobol_table;

constexpr int bits = 32;
/// Digits whose flips one draw of 128 bits decides: a tree of 7 levels has 127 nodes.
constexpr int levels = 7;

/// m_j of one axis, odd and below 2^(j+1), from its primitive polynomial of degree s with
/// coefficients a_1 .. a_(s-1) (P. Bratley, B. L. Fox 1988, TOMS 14):
///   m_j = 2 a_1 m_(j-1) ^ 4 a_2 m_(j-2) ^ .. ^ 2^s m_(j-s) ^ m_(j-s);   v_j = m_j 2^(31-j)
Directions directions_of(std::size_t axis) {
  Directions m;
  m.fill(1);
  if (axis > 0) {
    const auto polynomial = static_cast<std::uint32_t>(Table::polynomial(axis - 1));
    const int degree = std::bit_width(polynomial) - 1;
    for (int j = 0; j < degree; ++j)
      m[j] = static_cast<std::uint32_t>(Table::minit(axis - 1, static_cast<std::size_t>(j)));
    for (int j = degree; j < bits; ++j) {
      m[j] = m[j - degree];
      for (int i = 1; i <= degree; ++i)
        if (polynomial >> (degree - i) & 1) m[j] ^= m[j - i] << i;
    }
  }
  for (int j = 0; j < bits; ++j) m[j] <<= bits - 1 - j;
  return m;
}

/// Axes whose points come from one sequence. Later axes of one have few good projections: of 64
/// points, axes 33 and 37 nearly move together, and no scramble parts them. So each group of axes
/// walks through the same sequence in an order of its own (A. B. Owen 1998, "Latin supercube
/// sampling"; B. Burley 2020, "Practical hash-based Owen scrambling"): an order that takes the
/// first 2^m points to 2^m neighbours, so that each group stays a net.
constexpr std::size_t group = 8;

/// Every scramble has the same points of the sequence, and other flips.
class Sobol : public Sampler {
 public:
  explicit Sobol(const Sampled& what)
      : keys_(what.draw_keys()),
        scrambles_(what.sampling.scrambles),
        net_(what.sampling.seed, what.keys.size()) {}

  double uniform(std::uint64_t vector, std::size_t axis) const override {
    const auto scramble = static_cast<std::uint32_t>(vector % scrambles_);
    const auto point = static_cast<std::uint32_t>(vector / scrambles_);
    return net_.uniform({scramble, scramble, point}, axis, keys_[axis]);
  }

 private:
  std::vector<DrawKey> keys_;
  std::uint64_t scrambles_;
  ScrambledNet net_;
};

}  // namespace

ScrambledNet::ScrambledNet(std::uint64_t seed, std::size_t columns)
    : seed_(seed), directions_(sobol_directions(std::min(group, columns))) {}

double ScrambledNet::uniform(const NetPoint& at, std::size_t column, DrawKey key) const {
  std::uint32_t point = at.number;
  if (column >= group)
    point = scrambled_word(point, seed_, "order " + std::to_string(column / group), at.scramble);
  const std::uint32_t word = sobol_word(directions_[column % group], point);
  // The middle of the interval that 32 digits leave: never 0, never 1.
  return (scrambled_word(word, seed_, key, at.flips) + 0.5) * 0x1p-32;
}

std::vector<Directions> sobol_directions(std::size_t axes) {
  std::vector<Directions> all;
  for (std::size_t axis = 0; axis < axes; ++axis) all.push_back(directions_of(axis));
  return all;
}

std::uint32_t sobol_word(const Directions& directions, std::uint32_t point) {
  std::uint32_t word = 0;
  for (int j = 0; j < bits; ++j)
    if (point >> j & 1) word ^= directions[j];
  return word;
}

std::uint32_t scrambled_word(std::uint32_t word, std::uint64_t seed, DrawKey key,
                             std::uint32_t scramble) {
  std::uint32_t flips = 0;
  for (int first = 0; first < bits; first += levels) {
    const std::uint32_t before = first == 0 ? 0 : word >> (bits - first);
    const auto use = static_cast<std::uint32_t>(DesignUse::scramble_levels) +
                     static_cast<std::uint32_t>(first / levels);
    const auto draws = design_words_of(seed, key, use, before, scramble);
    std::uint32_t node = 1;
    for (int level = first; level < std::min(first + levels, bits); ++level) {
      const int place = bits - 1 - level;
      flips |= (draws.w[node / 32] >> node % 32 & 1) << place;
      node = 2 * node + (word >> place & 1);
    }
  }
  return word ^ flips;
}

std::unique_ptr<Sampler> sobol_sampler(const Sampled& what) {
  return std::make_unique<Sobol>(what);
}

}  // namespace taosweep

// Every operation of a lane type on the same inputs, as bits, so that back ends compiled with
// different instruction sets can be compared.
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kernels/lanes/group.hpp"
#include "kernels/lanes/questions.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/math/normal_quantile.hpp"
#include "kernels/math/power.hpp"
#include "kernels/math/reciprocal.hpp"
#include "kernels/random/draw.hpp"
#include "tests/kernels/lanes/lane_inputs.hpp"
#include "tests/kernels/random/normal_of_step.hpp"

namespace taosweep::lane_test {

/// Bits of each result, by the name of the operation. Any NaN stands as 0x7ff8000000000000.
using LaneResults = std::map<std::string, std::vector<std::uint64_t>>;

#define ISA(name, ...) LaneResults results_##name();
#include "kernels/lanes/isa.def"
#undef ISA

/// Applies operations to whole arrays, pack by pack.
template <class L>
class Recorder {
 public:
  using real = typename L::real;
  using fast = typename L::fast;
  using word = typename L::word;

  explicit Recorder(LaneResults& results) : results_(results) {}

  void keep(const std::string& name, const real& x) {
    double a[L::width];
    L::store(a, x);
    for (double v : a) keep_number(name, v);
  }
  void keep_fast(const std::string& name, const fast& x) {
    float a[L::width];
    L::store_fast(a, x);
    for (float v : a) keep_number(name, v);
  }
  void keep_word(const std::string& name, const word& x) { keep(name, to_real(x)); }
  void keep_number(const std::string& name, double v) {
    results_[name].push_back(v != v ? 0x7ff8000000000000 : std::bit_cast<std::uint64_t>(v));
  }

 private:
  LaneResults& results_;
};

template <class L>
void record_reals(Recorder<L>& r, const Inputs& in) {
  using R = typename L::real;
  const R one(1.0), none(0.0);
  for (std::size_t i = 0; i < in.a.size(); i += L::width) {
    const R a = L::load(&in.a[i]), b = L::load(&in.b[i]), c = L::load(&in.c[i]);
    r.keep("a + b", a + b);
    r.keep("a - b", a - b);
    r.keep("a * b", a * b);
    r.keep("a / b", a / b);
    r.keep("-a", -a);
    R sum = a;
    sum += b;
    sum *= c;
    sum -= a;
    sum /= b;
    r.keep("assignments", sum);
    r.keep("fma", fma(a, b, c));
    r.keep("fnma", fnma(a, b, c));
    r.keep("sqrt", sqrt(a));
    r.keep("abs", abs(a));
    r.keep("min", min(a, b));
    r.keep("max", max(a, b));
    r.keep("<", select(a < b, one, none));
    r.keep("<=", select(a <= b, one, none));
    r.keep(">", select(a > b, one, none));
    r.keep(">=", select(a >= b, one, none));
    r.keep("==", select(a == b, one, none));
    r.keep("!=", select(a != b, one, none));
    r.keep("&", select((a < b) & (b < c), a, b));
    r.keep("|", select((a < b) | (b < c), a, b));
    r.keep("!", select(!(a < b), a, b));
    r.keep("select", select(a < b, b, c));
    r.keep_fast("to_fast", to_fast(a));
    r.keep_fast("as_fast_mask", select(as_fast_mask(a < b), to_fast(a), to_fast(b)));
    r.keep("exp", exp_of(a));
    r.keep("expm1", expm1_of(a));
    r.keep("log", log_of(a));
    r.keep("power", power(a, 5u));
  }
  for (std::size_t i = 0; i < in.positive.size(); i += L::width) {
    const R x = L::load(&in.positive[i]), u = L::load(&in.unit[i]);
    R exponent;
    r.keep("mantissa", split_exponent(x, exponent));
    r.keep("exponent", exponent);
    r.keep("power_of_two", power_of_two(exponent));
    r.keep("log of a positive number", log_of(x));
    r.keep("exp of its log", exp_of(log_of(x)));
    r.keep("normal_quantile", normal_quantile(u));
    // Up to twice the bound from the reciprocal: packs have near ones beside others.
    const R nearness(near_enough), e = (u + u) * nearness;
    const R moderate = abs(L::load(&in.finite[i]));
    r.keep("reciprocal_near", reciprocal_near((R(1.0) - e) / moderate, moderate));
    const R little = e * R(0.5);  // all near, some sums of two beyond the bound
    r.keep("reciprocal_near, all near", reciprocal_near((R(1.0) - little) / moderate, moderate));
  }
}

/// Each question of a pack that has one value of the inputs, in each of its lanes by turns, among
/// values that say no.
template <class L>
void record_questions(Recorder<L>& r, const Inputs& in) {
  using R = typename L::real;
  const auto among = [](double x, std::size_t i, double others) {
    double pack[L::width];
    for (double& one : pack) one = others;
    pack[i % L::width] = x;
    return L::load(pack);
  };
  for (std::size_t i = 0; i < in.a.size(); ++i) {
    const double x = in.a[i], number = x == x ? x : 0.0;
    const R low(0.5), high(2.0);
    r.keep_number("any_below, first", any_below(among(number, i, 2.0), high, 1.0));
    r.keep_number("any_below, second", any_below(high, among(number, i, 2.0), 1.0));
    r.keep_number("any_above", any_above(among(number, i, 0.5), 1.0));
    r.keep_number("any_beyond", any_beyond(among(x, i, 0.0), 1.0));
    r.keep_number("all_reach, first", all_reach(among(number, i, 2.0), high, 1.0));
    r.keep_number("all_reach, second", all_reach(high, among(x, i, 2.0), 1.0));
    r.keep_number("all_reach, none", all_reach(among(number, i, 0.5), low, 1.0));
  }
  for (std::size_t i = 0; i < in.positive.size(); i += L::width) {
    const R x = L::load(&in.positive[i]);
    r.keep("where_on", where_on(select(x > R(1.0), R(1.0), R(0.0)), x));
  }
}

template <class L>
void record_fasts(Recorder<L>& r, const Inputs& in) {
  using F = typename L::fast;
  const F one(1.0f), none(0.0f);
  for (std::size_t i = 0; i < in.fast_a.size(); i += L::width) {
    const F a = L::load_fast(&in.fast_a[i]), b = L::load_fast(&in.fast_b[i]),
            c = L::load_fast(&in.fast_c[i]);
    r.keep_fast("fast a + b", a + b);
    r.keep_fast("fast a - b", a - b);
    r.keep_fast("fast a * b", a * b);
    r.keep_fast("fast a / b", a / b);
    r.keep_fast("fast -a", -a);
    F sum = a;
    sum += b;
    sum *= c;
    sum -= a;
    sum /= b;
    r.keep_fast("fast assignments", sum);
    r.keep_fast("fast fma", fma(a, b, c));
    r.keep_fast("fast fnma", fnma(a, b, c));
    r.keep_fast("fast sqrt", sqrt(a));
    r.keep_fast("fast abs", abs(a));
    r.keep_fast("fast min", min(a, b));
    r.keep_fast("fast max", max(a, b));
    r.keep_fast("fast <", select(a < b, one, none));
    r.keep_fast("fast <=", select(a <= b, one, none));
    r.keep_fast("fast >", select(a > b, one, none));
    r.keep_fast("fast >=", select(a >= b, one, none));
    r.keep_fast("fast ==", select(a == b, one, none));
    r.keep_fast("fast !=", select(a != b, one, none));
    r.keep_fast("fast &", select((a < b) & (b < c), a, b));
    r.keep_fast("fast |", select((a < b) | (b < c), a, b));
    r.keep_fast("fast !", select(!(a < b), a, b));
    r.keep("to_real", to_real(a));
    r.keep("as_real_mask", select(as_real_mask(a < b), to_real(a), to_real(b)));
    r.keep_fast("fast exp", exp_of(a));
    r.keep_fast("fast expm1", expm1_of(a));
    r.keep_fast("fast log", log_of(a));
    r.keep_fast("fast power", power(a, 5u));
  }
  for (std::size_t i = 0; i < in.fast_positive.size(); i += L::width) {
    const F x = L::load_fast(&in.fast_positive[i]);
    F exponent;
    r.keep_fast("fast mantissa", split_exponent(x, exponent));
    r.keep_fast("fast exponent", exponent);
    r.keep_fast("fast power_of_two", power_of_two(exponent));
  }
}

template <class L>
void record_words(Recorder<L>& r) {
  using W = typename L::word;
  for (std::uint32_t tick = 0; tick < 64; ++tick) {
    const W lanes = L::lane_numbers();
    for (std::uint32_t first = 0; first < 32; first += L::width) {
      const W subnet = lanes + W(first);
      const auto words = draw_words(0x0123456789abcdef, 11, 12, Purpose::quality, subnet, tick, 3);
      const W a = words.w[0], b = words.w[1];
      for (int i = 0; i < 4; ++i) r.keep_word("draw_words " + std::to_string(i), words.w[i]);
      r.keep_word("word +", a + b);
      r.keep_word("word -", a - b);
      r.keep_word("word *", a * b);
      r.keep_word("word &", a & b);
      r.keep_word("word |", a | b);
      r.keep_word("word ^", a ^ b);
      r.keep_word("word <<", a << 7);
      r.keep_word("word >>", a >> 7);
      r.keep_word("mul_hi", mul_hi(a, b));
      auto high = to_factor(a), low = high;
      mul_wide(to_factor(a), 0xd2511f53u, high, low);
      r.keep_word("mul_wide, high", to_word(high));
      r.keep_word("mul_wide, low", to_word(low));
      r.keep_word("word select", select((a & W(1u)) == W(0u), a, b));
      r.keep_fast("word to_fast", to_fast(a >> 1));
      r.keep_fast("uniform_fast", uniform_fast(a));
      r.keep_fast("signed_fast", signed_fast(a));
      r.keep("uniform_real", uniform_real(a, b));
      r.keep_fast("normal_of_step",
                  normal_of_step(7, 1, 2, Purpose::noise, subnet, step_tick(tick, 1)));
    }
  }
}

template <class L, int Slots>
void record_group(Recorder<L>& r, const Inputs& in) {
  using G = Group<L, Slots>;
  const std::string slots = " over " + std::to_string(Slots) + " slots";
  for (std::size_t first = 0; first + G::subnets <= in.finite.size(); first += 32) {
    typename G::real x[G::packs];
    typename G::mask m[G::packs], none[G::packs];
    float rounded[G::subnets];
    for (int k = 0; k < G::packs; ++k) {
      x[k] = G::load(&in.finite[first], k);
      m[k] = x[k] > typename G::real(1e3);
      none[k] = x[k] != x[k];
      G::store(rounded, k, x[k]);
    }
    r.keep_number("sum" + slots, G::sum(x));
    r.keep_number("max" + slots, G::max(x));
    for (int subnet = 0; subnet < G::subnets; ++subnet) {
      r.keep_number("pick" + slots, G::pick(x, subnet));
      r.keep_number("store rounded" + slots, rounded[subnet]);
    }
    r.keep_number("any" + slots, G::any(m));
    r.keep_number("any of none" + slots, G::any(none));
    for (int k = 0; k < G::packs; ++k) {
      r.keep("load widened" + slots, G::load(rounded, k));
      r.keep_fast("load_fast" + slots, G::load_fast(rounded, k));
      r.keep("index" + slots, to_real(G::index(k)));
    }
  }
}

template <class L>
LaneResults record_all() {
  LaneResults results;
  Recorder<L> r(results);
  const Inputs in;
  record_reals(r, in);
  record_questions(r, in);
  record_fasts(r, in);
  record_words(r);
  record_group<L, 1>(r, in);
  record_group<L, 2>(r, in);
  record_group<L, 3>(r, in);
  record_group<L, 4>(r, in);
  return results;
}

}  // namespace taosweep::lane_test

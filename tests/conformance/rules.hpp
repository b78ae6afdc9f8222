// The protocol's rules on every back end, called with plain doubles.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace taosweep::conformance {

/// The rules of one back end. Arguments and results in TAO, alpha and blocks, as in
/// kernels/chain.
struct Rules {
  const char* name;
  double (*block_emission)(double issuance);
  double (*tao_share)(double emission, double ema, double ema_sum);
  double (*alpha_injection)(double tao_in, double tao, double alpha, double cap);
  double (*owner_cut)(double alpha_out, double cut);
  double (*root_proportion)(double root_tao, double tao_weight, double alpha_issuance);
  double (*root_alpha)(double root_proportion, double alpha_after_owner);
  double (*ema_weight)(double alpha, double age, double warmup);
  double (*weight_of_steps)(double weight, int steps);
  double (*price_ema)(double ema, double price, double weight);
  double (*pool_tao_after_buy)(double tao, double alpha, double paid, double fee);
  double (*max_buy_at_limit)(double tao, double alpha, double limit);
  double (*max_sell_at_limit)(double tao, double alpha, double limit);
  double (*epoch_offset)(std::uint64_t block, double subnet, std::uint64_t tempo);
  double (*root_part_of_dividend)(double dividend, double root, double weight, double alpha);
};

#define ISA(name, ...) Rules rules_##name();
#include "kernels/lanes/isa.def"
#undef ISA

/// All back ends at hand. A rule is run on each of them, and all must give the same bits.
class BackEnds {
 public:
  BackEnds();

  /// The value that all back ends agree on. Throws std::runtime_error where they do not.
  template <class... A, class... B>
  double operator()(double (*Rules::*rule)(A...), B... arguments) const {
    const double first = (all_.front().*rule)(arguments...);
    for (const Rules& other : all_) {
      const double value = (other.*rule)(arguments...);
      if (!same(first, value)) throw std::runtime_error(disagreement(first, other.name, value));
    }
    return first;
  }

  /// By comma.
  std::string names() const;

 private:
  static bool same(double a, double b) {
    return std::memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b);
  }
  static std::string disagreement(double first, const char* name, double value);

  std::vector<Rules> all_;
};

}  // namespace taosweep::conformance

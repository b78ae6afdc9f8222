// The protocol's rules on every back end, called with plain doubles.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "kernels/chain/consensus/epoch.hpp"
#include "kernels/chain/injection/terms.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep::conformance {

struct SeenSubnet;

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
  double (*pending_after)(double pending, double value, double blocks);
  void (*root_vote)(int validators, int subnets, const double* stake, const double* weights,
                    double steepness, double majority, double* shares);
  double (*pool_tao_after_buy)(double tao, double alpha, double paid, double fee);
  double (*max_buy_at_limit)(double tao, double alpha, double limit);
  double (*max_sell_at_limit)(double tao, double alpha, double limit);
  double (*epoch_offset)(std::uint64_t block, double subnet, std::uint64_t tempo);
  double (*root_part_of_dividend)(double dividend, double root, double weight, double alpha);
  double (*pool_buy)(double tao, double alpha, double paid);
  double (*pool_sell)(double tao, double alpha, double sold);
  double (*swap_fee)(double amount, double rate);
  double (*swap_fee_at_limit)(double used, double rate);
  double (*virtual_tao)(double liquidity, double root_price);
  double (*virtual_alpha)(double liquidity, double root_price);
  // Rules after the launch.
  double (*flow_average)(double average, double flow, double weight, double blocks);
  double (*flow_weight)(double average, double cutoff);
  /// Terms of a block, which go to `terms`: t, a, x.
  void (*injection_terms)(InjectionRule rule, InjectionCap cap, const InjectionSeen<double>& seen,
                          double* terms);
  double (*share_weight)(const SeenSubnet& subnet);
  double (*set_aside_for_root)(const SeenSubnet& subnet, double emitted, double earned);
  // Weighted pools; `weight` is that of TAO.
  double (*balancer_price)(double tao, double alpha, double weight);
  double (*balancer_buy)(double tao, double alpha, double weight, double paid);
  double (*balancer_sell)(double tao, double alpha, double weight, double sold);
  double (*balancer_alpha_needed)(double tao, double alpha, double weight, double out);
  double (*balancer_buy_to_price)(double tao, double weight, double price, double limit);
  double (*balancer_sell_to_price)(double alpha, double weight, double price, double limit);
  double (*weight_of_price)(double tao, double alpha, double price);
  double (*weight_after_addition)(double tao, double alpha, double weight, double tao_added,
                                  double alpha_added);
  double (*median_price)(int count, const double* prices, double* room);
  void (*epoch)(const YumaRules& rules, int validators, int miners, const double* stake,
                const double* weights, double* bonds, const YumaResult& result, double* room);
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

  /// What each back end leaves behind where `run` calls one of its rules that writes numbers to
  /// memory: `run(rules)` gives them back, and all must be the same bits.
  template <class F>
  std::vector<double> agreed(const F& run) const {
    const std::vector<double> first = run(all_.front());
    for (const Rules& other : all_) {
      const std::vector<double> values = run(other);
      for (std::size_t i = 0; i < first.size(); ++i)
        if (!same(first[i], values.at(i)))
          throw std::runtime_error(disagreement(first[i], other.name, values[i]));
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

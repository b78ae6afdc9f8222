// Which part of the block's TAO a subnet gets: the one list of rules that say so.
#pragma once

#include <type_traits>

#include "kernels/chain/needs.hpp"
#include "kernels/chain/share/equal.hpp"
#include "kernels/chain/share/flow_ema.hpp"
#include "kernels/chain/share/formula.hpp"
#include "kernels/chain/share/market_cap.hpp"
#include "kernels/chain/share/matured_flow.hpp"
#include "kernels/chain/share/net_flow.hpp"
#include "kernels/chain/share/price_ema.hpp"
#include "kernels/chain/share/revenue.hpp"
#include "kernels/chain/share/root_vote.hpp"
#include "kernels/chain/share/spot_price.hpp"
#include "kernels/lanes/operations.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

//   t_i = E * w_i / W          t_i = 0 where W = 0
//
//   E  block emission [TAO/block],   w_i  weight of subnet i,   W  sum of w over all emitted to
//
// Source: subtensor v2.0.1 run_coinbase.rs, step "tao_in".

/// E/W, what a weight of 1 gets [TAO/block].
TAOSWEEP_HD double tao_per_weight(double emission, double weight_sum) {
  return weight_sum > 0 ? emission / weight_sum : 0.0;
}
/// TAO that the block sends towards a subnet [TAO/block].
template <class R>
TAOSWEEP_HD R tao_share(double emission, const R& weight, double weight_sum) {
  return weight * R(tao_per_weight(emission, weight_sum));
}

/// Rules of the share, in the order of the words of protocol.share.
template <class... Rule>
struct ShareList {
  static constexpr int count = sizeof...(Rule);
  static constexpr const char* names[] = {Rule::name...};

  /// What protocol.share is where it names `One`.
  template <class One>
  TAOSWEEP_HD static constexpr ShareRule rule() {
    static_assert((std::is_same_v<One, Rule> || ...), "no rule of the list");
    int place = 0, n = 0;
    ((place = std::is_same_v<One, Rule> ? n : place, ++n), ...);
    return static_cast<ShareRule>(place);
  }
  /// What `rule` needs of an economy's state beyond the launch.
  TAOSWEEP_HD static constexpr unsigned needs(ShareRule rule) {
    unsigned of_rule = 0;  // a table would lie in local memory on a GPU
    int n = 0;
    ((of_rule = n++ == static_cast<int>(rule) ? Rule::needs : of_rule), ...);
    return of_rule;
  }
  /// Weight w of a pack of subnets. The rule is the same for a whole economy, and one that needs
  /// what its program has not is never asked there.
  template <class P>
  TAOSWEEP_HD static typename P::real weight(ShareRule rule, const P& pack) {
    typename P::real w(0.0);
    int n = 0;
    const auto ask = [&](auto one) {
      using One = decltype(one);
      if constexpr (has<P>(One::needs)) w = One::weight(pack);
      return true;
    };
    ((n++ == static_cast<int>(rule) ? ask(Rule{}) : false) || ...);
    return w;
  }
};

using Shares = ShareList<PriceAverageShare, SpotPriceShare, MarketCapShare, FlowShare, NetFlowShare,
                         MaturedFlowShare, RootVoteShare, RevenueShare, EqualShare, FormulaShare>;

}  // namespace taosweep

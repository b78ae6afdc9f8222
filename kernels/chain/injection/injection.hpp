// What a block's share of TAO does at the pool of a subnet: the one list of rules that say so.
#pragma once

#include "kernels/chain/injection/capped_buy.hpp"
#include "kernels/chain/injection/chain_buy.hpp"
#include "kernels/chain/injection/launch.hpp"
#include "kernels/chain/injection/subsidy_buy.hpp"
#include "kernels/register/choices.hpp"

namespace taosweep {

/// The terms of `rule`. The rule is the same for a whole economy.
template <class R>
TAOSWEEP_HD InjectionTerms<R> injection_terms(InjectionRule rule, InjectionCap cap,
                                              const InjectionSeen<R>& seen) {
  switch (rule) {
    case InjectionRule::subsidy_buy:
      return subsidy_buy(seen);
    case InjectionRule::chain_buy:
      return chain_buy(seen, cap);
    case InjectionRule::capped_buy:
      return capped_buy(seen, cap);
    case InjectionRule::launch:
      break;
  }
  return launch_injection(seen);
}

}  // namespace taosweep

// Rules after the launch on packs, as rules_of.hpp has the others.
#pragma once

#include "kernels/chain/injection/injection.hpp"
#include "kernels/chain/share/flow_ema.hpp"
#include "kernels/state/view.hpp"
#include "tests/conformance/rules.hpp"
#include "tests/conformance/subnet_on_lanes.hpp"

namespace taosweep::conformance {

template <class L>
void add_later_rules(Rules& r) {
  using R = typename L::real;
  r.flow_average = [](double s, double f, double w, double n) {
    return on_lanes<L>([n](R x, R y, R z) { return flow_average(x, y, z, n); }, s, f, w);
  };
  r.flow_weight = [](double s, double c) {
    return on_lanes<L>([](R x, R y) { return flow_weight(x, y); }, s, c);
  };
  r.injection_terms = [](InjectionRule rule, InjectionCap cap, const InjectionSeen<double>& seen,
                         double* terms) {
    const InjectionTerms<R> given =
        injection_terms(rule, cap,
                        InjectionSeen<R>{mixed<L>(seen.share), mixed<L>(seen.emission),
                                         mixed<L>(seen.tao), mixed<L>(seen.alpha),
                                         mixed<L>(seen.alpha_emission), mixed<L>(seen.root_share)});
    terms[0] = common<L>(given.tao);
    terms[1] = common<L>(given.alpha);
    terms[2] = common<L>(given.buys);
  };
  r.share_weight = [](const SeenSubnet& seen) {
    return of_subnet<L>(seen, [](const auto& pack) { return share_weight(pack, 0); });
  };
  r.set_aside_for_root = [](const SeenSubnet& seen, double emitted, double earned) {
    return of_subnet<L>(seen, [&](const auto& pack) {
      return set_aside_for_root(pack, R(0.5) * dividend_share_of_root(pack), mixed<L>(emitted),
                                mixed<L>(earned));
    });
  };
}

}  // namespace taosweep::conformance

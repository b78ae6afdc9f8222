// Networks of a date, drawn: each economy has its own, with the moments of recorded ones.
#pragma once

#include "kernels/economy/setup.hpp"
#include "kernels/state/start_state.hpp"

namespace taosweep {

//   ln T = ln T0 + s z            ln p = ln p0 + b s z + u y
//   ln O/A = ln r0 + c s z + v (k y + sqrt(1 - k^2) x)         A = T/p
//
//   T, A  reserves [TAO, alpha],  p  price and price average [TAO/alpha],  O  alpha outstanding
//   T0, p0, r0, s, b, u, c, v, k  network.drawn_* [TAO, TAO/alpha, 1]
//   x, y, z  standard normals of the subnet
//
// Fit and check: scripts/fit_networks.py, docs/states.md.

/// Part of its miners' pay that an owner burns: all, some, or nothing [1].
TAOSWEEP_HD double drawn_burn(const Parameters& p, const ShockKey& key, int subnet) {
  const auto words = draw_words(key.seed, key.point, key.replicate, Purpose::drawn_burn,
                                static_cast<std::uint32_t>(subnet), 0u, 0u);
  const double all = p.network.drawn_burning, some = p.network.drawn_burning_some;
  const double u = uniform_real(words.w[0], words.w[1]);
  if (u < all) return 1;
  return u < all + some ? (u - all) / some : 0.0;
}

TAOSWEEP_HD StartSubnet drawn_subnet(const Parameters& p, const ShockKey& key, int subnet) {
  const auto& n = p.network;
  const double k = n.drawn_held_with_price;
  const double z = n.drawn_tao_ln_sd * setup_normal(key, Purpose::drawn_pool, subnet);
  const double y = setup_normal(key, Purpose::drawn_price, subnet);
  const double x = setup_normal(key, Purpose::drawn_held, subnet);
  const double of_size = n.drawn_price_slope * n.drawn_tao_ln_sd;
  const double spread = sqrt(of_size * of_size + n.drawn_price_ln_sd * n.drawn_price_ln_sd);
  const double log_price = n.drawn_price_slope * z + n.drawn_price_ln_sd * y;
  StartSubnet drawn{};
  drawn.lives = drawn.started = 1;
  drawn.tao = n.drawn_tao * exp_of(z);
  drawn.price_average = n.drawn_price * exp_of(log_price);
  drawn.alpha = drawn.tao / drawn.price_average;
  drawn.outstanding =
      drawn.alpha * n.drawn_held *
      exp_of(n.drawn_held_slope * z + n.drawn_held_ln_sd * (k * y + sqrt(1 - k * k) * x));
  drawn.tao_weight = 0.5;
  drawn.flow_average = drawn.registered = undefined;
  drawn.size = spread > 0 ? log_price / spread : 0.0;
  drawn.burned = drawn_burn(p, key, subnet);
  return drawn;
}

}  // namespace taosweep

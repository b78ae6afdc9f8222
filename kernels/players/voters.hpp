// Validators of root: their stake, what they think of a subnet, what their vote costs.
#pragma once

#include "kernels/lanes/operations.hpp"
#include "kernels/math/exp.hpp"
#include "kernels/math/log.hpp"
#include "kernels/random/draw.hpp"
#include "kernels/register/parameters.hpp"
#include "kernels/state/shock_key.hpp"

namespace taosweep {

inline constexpr int most_voters = 64;

/// Parts of all stake on root, the largest first [1].
struct VoterStakes {
  int count;
  double of[most_voters];
};

//   s_v = r_v^c / sum over u of r_u^c     r recorded, c voters.concentration
TAOSWEEP_HD VoterStakes voter_stakes(const Parameters& p) {
  constexpr double recorded[] = {34.8, 12.6, 10.7, 9.6, 7.8, 6.6, 6.4, 5.5, 2.3, 2.1, 1.6};
  constexpr int known = sizeof(recorded) / sizeof(recorded[0]);
  VoterStakes stakes{static_cast<int>(p.voters.count), {}};
  double sum = 0, stake = 0;
  for (int v = 0; v < stakes.count; ++v) {
    stake = v < known ? recorded[v] : 0.9 * stake;
    stakes.of[v] = exp_of(p.voters.concentration * log_of(stake));
    sum += stakes.of[v];
  }
  for (int v = 0; v < stakes.count; ++v) stakes.of[v] /= sum;
  return stakes;
}

/// Random words of validator v on each subnet, or of its own alone.
template <class W>
TAOSWEEP_HD Words<W> voter_words(const ShockKey& key, Purpose purpose, const W& subnet,
                                 std::uint32_t tick, int v) {
  return draw_words(key.seed, key.point, key.replicate, purpose, subnet, tick,
                    static_cast<std::uint32_t>(v));
}

/// Two draws z and z' of its error between which a day lies:  sqrt(1 - f) z + sqrt(f) z', so that
/// its variance is 1 on every day and nothing has to be kept.
struct ViewTime {
  std::uint32_t period;
  double first, second;         ///< weights of the two
  int first_seen, second_seen;  ///< blocks from which on they count
};

/// The day on which a draw first counts, so that an economy that branches off another keeps what
/// has counted already: the first after the period before the one before it.
///   D_p = min { d : d / view_days > p - 1 }       D_0 = 0
TAOSWEEP_HD int view_seen(double view_days, std::uint32_t period) {
  if (period == 0) return 0;
  const double before = period - 1.0;
  const double day = static_cast<double>(static_cast<int>(before * view_days));
  return static_cast<int>(day / view_days > before ? day : day + 1);
}

TAOSWEEP_HD ViewTime view_time(const Parameters& p, double day) {
  const double periods = day / p.voters.view_days;
  const auto whole = static_cast<std::uint32_t>(periods);
  const double passed = periods - whole;
  const int blocks = static_cast<int>(blocks_per_day);
  return {whole, sqrt(1 - passed), sqrt(passed), blocks * view_seen(p.voters.view_days, whole),
          blocks * view_seen(p.voters.view_days, whole + 1)};
}

/// Error of validator v's view of each subnet, standard normal.
template <class R, class W>
TAOSWEEP_HD R view_error(const ShockKey& key, const ViewTime& time, const W& subnet, int v) {
  const auto drawn = [&](std::uint32_t period, int seen) {
    const ShockKey then{seed_at(key, seen), key.point, key.replicate};
    const Words<W> words = voter_words(then, Purpose::voter_view, subnet, period, v);
    return to_real(normal_quantile(uniform_fast(words.w[0])));
  };
  const R z = drawn(time.period, time.first_seen), next = drawn(time.period + 1, time.second_seen);
  return fma(R(time.first), z, R(time.second) * next);
}

/// Where validator v lists a subnet; the same on all days.
template <class R, class W>
TAOSWEEP_HD auto lists(const Parameters& p, const ShockKey& key, const W& subnet, int v) {
  const Words<W> words = voter_words(key, Purpose::voter_view, subnet, 0u, v);
  const R drawn = uniform_real(words.w[2], words.w[3]);
  return drawn < R(p.voters.listed);
}

/// 1 on the subnets of validator v's own, else 0.
template <class R>
TAOSWEEP_HD R owned_by(const Parameters& p, const ShockKey& key, const R& number, int v) {
  const auto words = voter_words(key, Purpose::voter, std::uint32_t{whole_economy}, 0u, v);
  R own(0.0);
  for (int i = 0; i < static_cast<int>(p.voters.own); ++i) {
    const double subnets = p.network.subnets;
    const auto subnet = static_cast<int>(to_real(words.w[i]) * 0x1p-32 * subnets);
    own = select(number == R(static_cast<double>(subnet)), R(1.0), own);
  }
  return own;
}

/// What votes cost.
struct VoteOffers {
  int count;
  double per_stake[most_voters];  ///< [TAO per day and TAO of stake]
  double per_day[most_voters];    ///< the whole vote [TAO/d]
};
TAOSWEEP_HD VoteOffers vote_offers(const Parameters& p, const ShockKey& key,
                                   const VoterStakes& stakes, double root_stake) {
  VoteOffers offers{stakes.count, {}, {}};
  for (int v = 0; v < stakes.count; ++v) {
    const auto words = voter_words(key, Purpose::voter, std::uint32_t{whole_economy}, 1u, v);
    const double z = normal_quantile(uniform_real(words.w[0], words.w[1]));
    offers.per_stake[v] = p.voters.price * exp_of(p.voters.price_ln_sd * z);
    offers.per_day[v] = offers.per_stake[v] * stakes.of[v] * root_stake;
  }
  return offers;
}

}  // namespace taosweep

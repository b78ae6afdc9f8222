// What a choice of a parameter means, in the order of its words; and a rule that the era may give.
#pragma once

#include <type_traits>

#include "kernels/portable.hpp"

namespace taosweep {

enum class AttackMode {
#define MODE(word, ...) word,
#include "kernels/players/attack/modes.def"
};
enum class AttackSubnet { existing, fresh };
/// When subnets register: never, as the chain recorded, or at random.
enum class LifecycleMode { fixed, recorded, arrivals };
/// What the pool of a new subnet starts with.
enum class SeedRule {
  least_lock,  ///< the least lock, with as many alpha
  whole_lock,  ///< all of the lock, at the median price
};
/// Index in the list of kernels/chain/share/share.hpp.
enum class ShareRule {};
/// How an epoch finds incentive and dividends.
enum class ConsensusRule {
  yuma_classic,  ///< clipped to what kappa of stake stands behind, bonds that hold stake
  yuma3,         ///< the same with a bond for each pair
  null,          ///< the largest validator's scores, dividends by stake
};
/// How fast bonds follow weights: alike, by miner, or by pair.
enum class LiquidAlpha { off, v1, v2 };
/// What the alpha dividends of a validator leave out.
enum class DividendRule {
  over_issued,  ///< nothing: its root part is paid in alpha and in TAO (v2.0.0 to v2.0.3)
  reduced,      ///< its root part (v2.0.4 to v2.0.8)
  balanced,     ///< its root part, then scaled so that the sum is what the subnet has (from v2.0.9)
};

/// What a pool keeps: the product of its reserves, or a product of their powers.
enum class PoolKind { constant_product, balancer };
/// How the bar of the emission gate is found.
enum class GateBar { none, mass, rank };
enum class InjectionRule { launch, subsidy_buy, chain_buy, capped_buy };
/// Most alpha that a chain buy's injection takes.
enum class InjectionCap { alpha, emission, root_share };
/// What becomes of alpha that the chain buys.
enum class BoughtAlpha { recycled, protocol };
enum class FlowStart { price, zero };
/// How root gets its part of the dividends.
enum class RootPay { sold_each_block, claimed, basket };
/// What becomes of it while root is not paid.
enum class UnpaidRoot { participants, recycled };
enum class FeeTo { pool, authors };
/// Whether all subnets share their alpha alike, or each by a vector of its own.
enum class SplitRule { fixed, vector };
/// What becomes of miners' pay that an owner burns.
enum class BurnedTo { outstanding, recycled };
/// What becomes of alpha that a subnet buys back.
enum class BoughtBack {
  burned,    ///< outstanding, and nobody's
  recycled,  ///< no longer issued
  held       ///< its treasury's
};
/// What the foundation acts by: its scores, or root's emission switch.
enum class FoundationBy { consensus, emission_switch };
/// Which of several attackers it acts on.
enum class FoundationTargets { first, worst, all };

inline constexpr char each_attack_mode[] =
#define MODE(word, ...) "|" #word
#include "kernels/players/attack/modes.def"
    ;
inline constexpr char each_attack_sentence[] =
#define MODE(word, type, sentence) "; " #word ": " sentence
#include "kernels/players/attack/modes.def"
    ;
/// "none|..", and what each of them does, without the separator before the first.
inline constexpr const char* attack_modes = each_attack_mode + 1;
inline constexpr const char* attack_mode_sentences = each_attack_sentence + 2;

/// A choice, stored as the index of its word: one type of pointer reaches every parameter.
template <class T>
struct Choice {
  double index = 0;

  constexpr Choice() = default;
  TAOSWEEP_HD constexpr Choice(T choice) : index(static_cast<double>(choice)) {}
  TAOSWEEP_HD constexpr operator T() const { return static_cast<T>(static_cast<int>(index)); }
};

/// Number of a rule that each era gives for itself; no rule has values below 0.
inline constexpr double by_era = -1;

/// A rule of the chain: a value for all eras, or what the era in force says. Stored as a number, a
/// choice as its index.
template <class T>
struct Rule {
  double number = by_era;

  constexpr Rule() = default;
  TAOSWEEP_HD constexpr Rule(T value) : number(static_cast<double>(value)) {}
  TAOSWEEP_HD constexpr bool given() const { return number != by_era; }
  /// The value that holds in an era which says `era`.
  TAOSWEEP_HD constexpr T in(T era) const {
    if (!given()) return era;
    if constexpr (std::is_same_v<T, double>) {
      return number;
    } else {
      return static_cast<T>(static_cast<int>(number));
    }
  }
};

}  // namespace taosweep

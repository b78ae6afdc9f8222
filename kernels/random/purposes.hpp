// The register of all uses of randomness. A number is never used twice, also not after its purpose
// is gone: two purposes with one number would share their draws.
//
// An economy may branch off another on a day (kernels/state/shock_key.hpp). What is drawn as time
// goes on, each draw once, is then of the seed in force: those marked (*). All else is of its first
// seed for good: what is drawn before day 1, and what a subnet or a validator has for life, that is
// drawn again whenever somebody asks and must not change in between. Newcomers have all of theirs
// from there, whenever they come.
#pragma once

#include <cstdint>

namespace taosweep {

enum class Purpose : std::uint32_t {
  /// Points of the design: values of the varied parameters.
  design = 1,
  /// Which share of emission a subnet starts with, from before the launch.
  legacy_share = 2,
  /// How good a subnet is: what it is worth to value stakers.
  quality = 3,
  /// Attention of a subnet on the first day.
  initial_attention = 4,
  /// (*) By how much the crowd misjudges the worth of a subnet, day by day; drawn for the first day
  /// of a subnet it is of the first seed.
  valuation_error = 5,
  /// (*) Number of attention events of a subnet at a signal tick.
  attention_count = 6,
  /// (*) Size of an attention event.
  attention_mark = 7,
  /// (*) Order flow of noise traders in one subnet, block by block. Four steps share a call, two a
  /// pair of its words; where a branch falls between them, those before it keep their normals and
  /// the others take theirs from the call of the new seed, so that no normal serves twice.
  noise = 8,
  /// (*) Order flow of noise traders that all subnets share.
  noise_common = 9,
  /// Whether the owner of a subnet burns its miners' pay.
  miner_burn = 10,
  /// (*) What a validator of root thinks of a subnet: each draw of the seed in force when it first
  /// counts, as days share them. And whether it lists it, for life.
  voter_view = 11,
  /// Subnets of a validator's own, and what its vote costs.
  voter = 12,
  /// Whether the owner of a subnet takes the most it may, or leaves the most to validators.
  owner_split = 13,
  /// TAO in the pool of a subnet of a drawn network.
  drawn_pool = 14,
  /// Its price, given that.
  drawn_price = 15,
  /// Alpha outstanding there, given both.
  drawn_held = 16,
  /// Part of its miners' pay that its owner burns.
  drawn_burn = 17,
  /// (*) Time from one newcomer to the next.
  arrival = 18,
  /// (*) Whether the foundation takes an honest subnet for a bad one, and which.
  false_alarm = 19,
  /// (*) Shocks to the worth of a subnet that stay, day by day.
  worth = 20,
  /// (*) Mood of the market, day by day.
  mood = 21,
  /// Whether a subnet earns anything outside.
  revenue = 22,
  /// Whether miners of a subnet earn elsewhere besides.
  mining = 23,
  /// Whether the owner of a subnet is one of those who leave.
  owner_leaves = 24,
  /// (*) Whether it leaves, day by day.
  owner_exit = 25,
  /// When a further attacker begins, and on which old subnet.
  attacker = 26,
  /// Seeds of economies that branch off others, and whom they branch off (host).
  branch = 27,
  /// How far what a subnet reports of its revenue is from the truth.
  report = 28,
};

}  // namespace taosweep

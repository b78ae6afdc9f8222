// A recorded state of the whole network: what a file says of it, in TAO and alpha.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/math/undefined.hpp"

namespace taosweep {

/// One subnet. Reserves are those of its pool; what the file does not record is nothing.
struct SubnetState {
  std::uint64_t netuid = 0;
  std::string name;
  double tao_in = undefined;             ///< T, in the pool [TAO]
  double alpha_in = undefined;           ///< A, in the pool [alpha]
  double alpha_out = undefined;          ///< outstanding [alpha]
  std::optional<double> price;           ///< as recorded [TAO/alpha]
  std::optional<double> price_average;   ///< as recorded [TAO/alpha]
  std::optional<double> miner_burned;    ///< B, part of the miners' pay that is burned [1]
  std::optional<double> flow_average;    ///< S, of what stakers bring [TAO/block]
  std::optional<double> tao_weight;      ///< w2 of the pool, the weight of TAO [1]
  std::optional<double> protocol_alpha;  ///< outstanding alpha that the chain bought [alpha]
  std::optional<double> root_price;      ///< root of the price, of a pool of 2025-26
  std::optional<double> liquidity;       ///< L of such a pool [sqrt(TAO alpha)]
  std::optional<bool> emission_enabled;  ///< false: root has switched it off
  std::optional<bool> subtoken_enabled, registration_allowed;
  std::optional<std::uint64_t> registered_block, first_emission_block;
  std::optional<double> tao_emission;  ///< TAO that the last block put into the pool [TAO/block]
  std::optional<double> excess_tao;    ///< with which it bought alpha besides [TAO/block]

  bool starts = true;   ///< whether the chain emits to it, but for root's switch
  double average = 0;   ///< m: as recorded, else min(price, 1) [TAO/alpha]
  double weight = 0.5;  ///< w2: as recorded, else that of the recorded price, else a half [1]

  bool has_pool() const { return tao_in > 0 && alpha_in > 0; }
  /// As recorded, else that of equal weights; 0 without a pool [TAO/alpha].
  double spot() const { return price ? *price : has_pool() ? tao_in / alpha_in : 0; }
};

/// What amounts of a file are counted in.
enum class AmountUnit { tao, rao };

struct NetworkState {
  std::string format;  ///< kind of the file, in words
  AmountUnit unit = AmountUnit::tao;
  std::optional<std::uint64_t> block;
  std::uint64_t not_before = 0;              ///< the newest block that any subnet names
  std::string time;                          ///< as the file writes it; may be empty
  std::optional<double> root_tao, issuance;  ///< [TAO]
  std::optional<double> gate_bar;            ///< theta as the chain stores it [1]
  std::vector<SubnetState> subnets;          ///< in the order of netuids, without root
  std::vector<std::string> defaults;         ///< what was not recorded, and what was taken
  std::vector<std::string> remarks;          ///< what else a reader should know
};

}  // namespace taosweep

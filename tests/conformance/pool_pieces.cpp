// Limits of orders, the flat fee, lock costs, epochs that are due.
#include <cstdint>
#include <string>

#include "kernels/chain/consensus/tempo.hpp"
#include "kernels/chain/lifecycle/lock_cost.hpp"
#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

void max_buy_at_limit(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double most = rule(&Rules::max_buy_at_limit, tao_of(in.at("tao_reserve")),
                           tao_of(in.at("alpha_reserve")), tao_of(in.at("limit_price_rao")));
  checks.equal("tao", vector.at("expected"), rao_of(most));
}

void max_sell_at_limit(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double most = rule(&Rules::max_sell_at_limit, tao_of(in.at("tao_reserve")),
                           tao_of(in.at("alpha_reserve")), tao_of(in.at("limit_price_rao")));
  checks.equal("alpha", vector.at("expected"), rao_of(most));
}

void stake_fee(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double tao = 10, alpha = 10;  // the pool is not named: what it gains depends on none
  const double after = rule(&Rules::pool_tao_after_buy, tao, alpha, tao_of(in.at("tao_staked")),
                            tao_of(in.at("fee")));
  compare_fields(vector.at("expected"), {{"subnet_tao_increase", rao_of(after - tao)}}, "", checks);
}

/// A block as a number, or as words around "now", such as "block+50400": that many blocks after it.
std::uint64_t block_of(const Json& block) {
  constexpr std::uint64_t now = 1000000;
  if (!block.is_string()) return block.get<std::uint64_t>();
  const std::string words = block.get<std::string>();
  const auto plus = words.find('+');
  return plus == std::string::npos ? now : now + std::stoull(words.substr(plus + 1));
}

void lock_cost(const Json& vector, const BackEnds&, Checks& checks) {
  constexpr std::uint64_t rao = 1000000000;
  const Json& in = vector.at("inputs");
  const std::uint64_t emission = in.value("block_emission", rao);
  const std::uint64_t interval =
      in.contains("effective_reduction_interval")
          ? in.at("effective_reduction_interval").get<std::uint64_t>()
          : effective_lock_interval(in.value("interval", std::uint64_t{100800}), emission);
  const std::uint64_t cost =
      lock_cost_rao(in.at("last_lock").get<std::uint64_t>(), in.value("min_lock", std::uint64_t{0}),
                    block_of(in.at("last_lock_block")), block_of(in.at("block")), interval);
  checks.equal("cost", vector.at("expected"), cost);
}

void blocks_until(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const auto block = in.at("block").get<std::uint64_t>(),
             netuid = in.at("netuid").get<std::uint64_t>(),
             tempo = in.at("tempo").get<std::uint64_t>();
  checks.equal("blocks", vector.at("expected"), blocks_until_epoch(block, netuid, tempo));
  if (tempo == 0 || netuid == 0 || block >> 53) return;  // outside what the sweep's form covers
  checks.equal("offset", vector.at("expected"),
               rule(&Rules::epoch_offset, block, static_cast<double>(netuid - 1), tempo));
}

}  // namespace

void add_pool_pieces(Pieces& pieces) {
  pieces["max_buy_at_limit"] = max_buy_at_limit;
  pieces["max_sell_at_limit"] = max_sell_at_limit;
  pieces["stake_fee"] = stake_fee;
}

void add_schedule_pieces(Pieces& pieces) {
  pieces["lock_cost"] = lock_cost;
  pieces["blocks_until_epoch"] = blocks_until;
}

}  // namespace taosweep::conformance

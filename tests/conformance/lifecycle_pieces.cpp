// Who is pruned, and what a new pool starts with.
#include <string>
#include <vector>

#include "kernels/chain/eras/eras.hpp"
#include "kernels/chain/lifecycle/lock_cost.hpp"
#include "kernels/chain/lifecycle/prune.hpp"
#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

double median_of(const Json& in, const BackEnds& rule) {
  const auto prices = in.at("prices").get<std::vector<double>>();
  std::vector<double> room(prices.size());
  return rule(&Rules::median_price, static_cast<int>(prices.size()), prices.data(), room.data());
}

void median_price(const Json& vector, const BackEnds& rule, Checks& checks) {
  checks.equal("median", vector.at("expected"), median_of(vector.at("inputs"), rule));
}

/// The vector says in words what alpha follows from the TAO of a pool: for several amounts.
void pool_seed_of_2026(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& expected = vector.at("expected");
  expect_known_keys(expected, "expected", {"median", "pool_alpha"});
  const double median = median_of(vector.at("inputs"), rule);
  checks.equal("median", expected.at("median"), median);
  const std::string words = expected.at("pool_alpha").get<std::string>();
  const std::string before = "floor(pool_tao/";
  if (words.rfind(before, 0) != 0) throw NotComputed{words};
  const double divisor = std::stod(words.substr(before.size()));
  for (const std::uint64_t rao : {1000000000ull, 653000000007ull, 2500000000000ull}) {
    const auto alpha = static_cast<std::uint64_t>(static_cast<double>(rao) / divisor);
    const PoolSeed seed = pool_seed_at_price(tao_of(rao), median);
    checks.equal("pool_tao", rao, rao_of(seed.tao));
    checks.equal("pool_alpha", alpha, rao_of(seed.alpha));
  }
}

/// Indices of subnets. Who is said to be immune has registered just now.
void prune(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  expect_known_keys(in, "inputs", {"subnets", "immune", "block"});
  const double immunity = flow_2025_11.immunity_blocks;
  const double now = in.value("block", 2 * immunity);
  Pruned pruned;
  for (std::size_t i = 0; i < in.at("subnets").size(); ++i) {
    const Json& seen = in.at("subnets")[i];
    const bool immune = in.contains("immune") && in.at("immune")[i].get<bool>();
    pruned.see(static_cast<int>(i), seen.at("ema").get<double>(),
               immune ? now : seen.value("registered", 0.0), now, immunity);
  }
  checks.equal("pruned", vector.at("expected"),
               pruned.subnet < 0 ? Json(nullptr) : Json(pruned.subnet));
}

}  // namespace

void add_lifecycle_pieces(Pieces& pieces) {
  pieces["median_price"] = median_price;
  pieces["pool_seed"] = pool_seed_of_2026;
  pieces["prune"] = prune;
}

}  // namespace taosweep::conformance

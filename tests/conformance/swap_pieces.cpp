// Swaps of the pools after the launch: weighted ones, and those on virtual reserves; fees; the
// price at which a new pool opens.
#include <cmath>
#include <string>
#include <vector>

#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

double weight_of(const Json& in) {
  return in.value("w_quote", 0.5);
}

/// A pool's reserves and weight; amounts in rao are TAO and alpha / 10^9.
struct Pool {
  double tao, alpha, weight;
};

Pool pool_of(const Json& in) {
  return {tao_of(in.at("tao_reserve")), tao_of(in.at("alpha_reserve")), weight_of(in)};
}

double bought(const BackEnds& rule, const Pool& pool, double paid) {
  return rule(&Rules::balancer_buy, pool.tao, pool.alpha, pool.weight, paid);
}
double sold(const BackEnds& rule, const Pool& pool, double alpha) {
  return rule(&Rules::balancer_sell, pool.tao, pool.alpha, pool.weight, alpha);
}

/// What an order leaves of one unit of the reserve that it draws on.
void balancer_exponent(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double reserve = in.at("reserve").get<double>(), delta = in.at("delta").get<double>();
  const std::string exponent = in.at("exponent").get<std::string>();
  const bool buys = exponent == "w_quote/w_base";
  if (!buys && exponent != "w_base/w_quote") throw std::runtime_error("unknown " + exponent);
  const double out = buys ? bought(rule, {reserve, 1, weight_of(in)}, delta)
                          : sold(rule, {1, reserve, weight_of(in)}, delta);
  checks.equal("left", vector.at("expected"), 1 - out);
}

void balancer_price(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double price = rule(&Rules::balancer_price, in.at("tao_reserve").get<double>(),
                            in.at("alpha_reserve").get<double>(), weight_of(in));
  checks.equal("price", vector.at("expected"), price);
}

void balancer_limit(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const std::string kind = in.at("kind").get<std::string>();
  const bool buys = kind == "buy_to_price";
  if (!buys && kind != "sell_to_price") throw std::runtime_error("unknown kind " + kind);
  const double most = rule(buys ? &Rules::balancer_buy_to_price : &Rules::balancer_sell_to_price,
                           tao_of(in.at("reserve")), weight_of(in), in.at("price").get<double>(),
                           in.at("target").get<double>());
  checks.equal("amount", vector.at("expected"), rao_of(most));
}

void balancer_base_needed(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Pool pool = pool_of(vector.at("inputs"));
  const double alpha = rule(&Rules::balancer_alpha_needed, pool.tao, pool.alpha, pool.weight,
                            tao_of(vector.at("inputs").at("tao_out")));
  checks.equal("alpha", vector.at("expected"), rao_of(alpha));
}

/// An amount [rao], its fee and what is left of it.
struct Charged {
  double fee, net;
};

Charged charged(const BackEnds& rule, double amount, const Json& fee_u16) {
  const double fee = rao_of(rule(&Rules::swap_fee, amount / 1e9, fee_u16.get<double>() / 65535));
  return {fee, amount - fee};
}

/// Throws where the word is neither.
bool is_buy(const Json& in) {
  const std::string side = in.at("side").get<std::string>();
  if (side != "buy" && side != "sell") throw std::runtime_error("unknown side " + side);
  return side == "buy";
}

void balancer_swap(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const auto [fee, net] = charged(rule, in.at("amount").get<double>(), in.at("fee_u16"));
  const double out =
      is_buy(in) ? bought(rule, pool_of(in), net / 1e9) : sold(rule, pool_of(in), net / 1e9);
  compare_fields(vector.at("expected"), {{"fee", fee}, {"net_in", net}, {"out", rao_of(out)}}, "",
                 checks);
  // Stopped at a limit after `net`, the order would have paid the same fee.
  const double at_limit =
      rule(&Rules::swap_fee_at_limit, net / 1e9, in.at("fee_u16").get<double>() / 65535);
  checks.equal("fee", vector.at("expected").at("fee"), rao_of(at_limit));
}

void balancer_swap_nofee(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const Pool pool = pool_of(in);
  const double delta = tao_of(in.at("delta_in"));
  compare_fields(vector.at("expected"),
                 {{"sell_out_tao", rao_of(sold(rule, pool, delta))},
                  {"buy_out_alpha", rao_of(bought(rule, pool, delta))}},
                 "", checks);
}

/// The weight after the protocol's addition, and the price with it.
void balancer_add_liquidity(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const Pool pool = pool_of(in);
  const double tao = tao_of(in.at("tao_delta")), alpha = tao_of(in.at("alpha_delta"));
  const double weight =
      rule(&Rules::weight_after_addition, pool.tao, pool.alpha, pool.weight, tao, alpha);
  const double price = rule(&Rules::balancer_price, pool.tao + tao, pool.alpha + alpha, weight);
  compare_fields(vector.at("expected"),
                 {{"w_quote", weight}, {"price", price}, {"price_after", price}}, "", checks);
}

void balancer_init(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const Pool pool = pool_of(in);
  const double weight =
      rule(&Rules::weight_of_price, pool.tao, pool.alpha, in.at("price").get<double>());
  const double price = rule(&Rules::balancer_price, pool.tao, pool.alpha, weight);
  compare_fields(vector.at("expected"), {{"w_quote", weight}, {"price", price}}, "", checks);
}

/// Amounts in TAO and alpha. The chain stores liquidity and the root of the price; the vector says
/// what reserves follow from them.
void swap_virtual_reserves(const Json& vector, const BackEnds& rule, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double seen_tao = in.at("virtual_tao_reserve").get<double>();
  const double seen_alpha = in.at("virtual_alpha_reserve").get<double>();
  const double liquidity = std::sqrt(seen_tao * seen_alpha);
  const double root = std::sqrt(seen_tao / seen_alpha);
  const double tao = rule(&Rules::virtual_tao, liquidity, root);
  const double alpha = rule(&Rules::virtual_alpha, liquidity, root);
  const bool buys = is_buy(in);
  const auto [fee, net] =
      charged(rule, std::round(in.at("amount_in").get<double>() * 1e9), in.at("fee_u16"));
  const double out = rule(buys ? &Rules::pool_buy : &Rules::pool_sell, tao, alpha, net / 1e9);
  const double paid = rao_of(out) / 1e9;
  compare_fields(vector.at("expected"),
                 {{"tao_amount", buys ? net / 1e9 : paid},
                  {"alpha_amount", buys ? paid : net / 1e9},
                  {"tao_fee", buys ? fee / 1e9 : 0},
                  {"alpha_fee", buys ? 0 : fee / 1e9}},
                 "", checks);
}

}  // namespace

void add_swap_pieces(Pieces& pieces) {
  pieces["balancer_exponent"] = balancer_exponent;
  pieces["balancer_price"] = balancer_price;
  pieces["balancer_limit"] = balancer_limit;
  pieces["balancer_base_needed"] = balancer_base_needed;
  pieces["balancer_swap"] = balancer_swap;
  pieces["balancer_swap_nofee"] = balancer_swap_nofee;
  pieces["balancer_add_liquidity"] = balancer_add_liquidity;
  pieces["balancer_init"] = balancer_init;
  pieces["swap_virtual_reserves"] = swap_virtual_reserves;
}

}  // namespace taosweep::conformance

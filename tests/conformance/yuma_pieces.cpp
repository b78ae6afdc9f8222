// Parts of an epoch: consensus, clipping, averages of bonds, liquid alpha.
#include <vector>

#include "kernels/chain/consensus/epoch.hpp"
#include "tests/conformance/network.hpp"
#include "tests/conformance/pieces.hpp"

namespace taosweep::conformance {
namespace {

std::vector<double> list(const Json& numbers) {
  return numbers.get<std::vector<double>>();
}

double median(const Json& stake, const Json& score, double kappa) {
  const std::vector<double> s = list(stake), w = list(score);
  if (s.size() != w.size()) throw std::runtime_error("stake and scores differ in number");
  return weighted_median(static_cast<int>(s.size()), s.data(), w.data(), 1, kappa);
}

Json column_medians(const Json& stake, const Json& rows, double kappa) {
  const std::vector<double> s = list(stake);
  const int miners = rows.empty() ? 0 : static_cast<int>(rows.at(0).size());
  const std::vector<double> weights = flat(rows, miners);
  if (s.size() != rows.size()) throw std::runtime_error("stake and weights differ in number");
  std::vector<double> consensus(miners);
  weighted_median_columns(static_cast<int>(s.size()), miners, s.data(), weights.data(), kappa,
                          consensus.data());
  return consensus;
}

void consensus_median(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double kappa = in.at("kappa").get<double>();
  const Json got = in.contains("weight_rows")
                       ? column_medians(in.at("stake"), in.at("weight_rows"), kappa)
                       : Json(median(in.at("stake"), in.at("weights"), kappa));
  checks.equal("consensus", vector.at("expected"), got);
}

void weighted_median_piece(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const double got = median(in.at("stake"), in.at("score"), in.at("majority").get<double>());
  compare_fields(vector.at("expected"), {{"median", got}}, "", checks);
}

void weighted_median_col(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const Json got =
      column_medians(in.at("stake"), in.at("weights"), in.at("majority").get<double>());
  compare_fields(vector.at("expected"), {{"consensus", got}}, "", checks);
}

/// f of each entry and its column, as a matrix of the same shape.
template <class F>
Json each_entry(const Json& rows, F f) {
  Json result = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Json row = Json::array();
    for (std::size_t j = 0; j < rows[i].size(); ++j) row.push_back(f(i, j));
    result.push_back(row);
  }
  return result;
}

void col_clip(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const Json& matrix = in.at("matrix");
  const Json got = each_entry(matrix, [&](std::size_t i, std::size_t j) {
    return clipped(matrix[i][j].get<double>(), in.at("threshold").at(j).get<double>());
  });
  compare_fields(vector.at("expected"), {{"matrix", got}}, "", checks);
}

void bond_ema_clamped(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const Json got = each_entry(in.at("new"), [&](std::size_t i, std::size_t j) {
    const auto at = [&](const char* name) { return in.at(name).at(i).at(j).get<double>(); };
    return bond_average_clamped(at("new"), at("old"), at("alpha"));
  });
  compare_fields(vector.at("expected"), {{"matrix", got}}, "", checks);
}

void quantile(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  std::vector<double> data = list(in.at("data"));
  sort_ascending(static_cast<int>(data.size()), data.data());
  Json values = Json::array();
  for (double q : list(in.at("q")))
    values.push_back(quantile_linear(static_cast<int>(data.size()), data.data(), q));
  compare_fields(vector.at("expected"), {{"values", values}}, "", checks);
}

void logistic(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const LogisticCurve curve =
      logistic_through(in.at("alpha_low").get<double>(), in.at("alpha_high").get<double>(),
                       in.at("consensus_low").get<double>(), in.at("consensus_high").get<double>());
  compare_fields(vector.at("expected"), {{"a", curve.slope}, {"b", curve.offset}}, "", checks);
}

void liquid_alpha_values(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  const LogisticCurve curve{in.at("a").get<double>(), in.at("b").get<double>()};
  Json alpha = Json::array();
  for (double c : list(in.at("consensus"))) alpha.push_back(liquid_alpha(curve, c));
  compare_fields(vector.at("expected"), {{"alpha", alpha}}, "", checks);
}

void clamp(const Json& vector, const BackEnds&, Checks& checks) {
  const Json& in = vector.at("inputs");
  Json alpha = Json::array();
  for (double a : list(in.at("alpha")))
    alpha.push_back(clamp_alpha(a, in.at("low").get<double>(), in.at("high").get<double>()));
  compare_fields(vector.at("expected"), {{"alpha", alpha}}, "", checks);
}

}  // namespace

void add_yuma_pieces(Pieces& pieces) {
  pieces["yuma_consensus_median"] = consensus_median;
  pieces["weighted_median"] = weighted_median_piece;
  pieces["weighted_median_col"] = weighted_median_col;
  pieces["col_clip"] = col_clip;
  pieces["bond_ema_clamped"] = bond_ema_clamped;
  pieces["quantile_linear"] = quantile;
  pieces["liquid_alpha_logistic_params"] = logistic;
  pieces["liquid_alpha_values"] = liquid_alpha_values;
  pieces["clamp"] = clamp;
}

}  // namespace taosweep::conformance

// A small made-up sweep whose statistics can be worked out by hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

#include "host/experiment/hashes.hpp"
#include "host/experiment/record_plan.hpp"
#include "host/store/check/digest.hpp"
#include "host/store/file/write.hpp"
#include "host/store/merge.hpp"
#include "host/store/parts/chunks.hpp"
#include "host/store/read/restore.hpp"
#include "tests/host/folder.hpp"
#include "tests/host/refusal.hpp"

namespace taosweep::samples {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

inline std::string content_digest(const std::string& file) {
  return digest_of(hdf5::File::open(file));
}

/// 2 cells of 4 points each, 2 arms; economies 0 and, where there are as many, 77 keep their paths.
inline Experiment experiment(std::uint32_t replicates = 8, std::uint64_t points = 8) {
  Experiment e;
  e.title = "A made-up sweep";
  e.question = "Does the file say what was put in?";
  e.hypothesis = "It does: \xce\xb1 = \xcf\x84.";
  e.base.time.days = 2;
  e.varied = {{"attack.day", false}, {"attention.base_events", true}};
  e.points = Points(2);
  for (std::uint64_t p = 0; p < points; ++p) {
    const std::uint32_t cell = 2 * p >= points ? 1 : 0;
    e.cells.push_back(cell);
    e.points.add({cell * 30.0, 0.01 + 0.001 * static_cast<double>(p)});
  }
  e.cell_count = 2;
  e.arms = {{"foundation.acts=no", {}, {}, {}}, {"foundation.acts=yes", {}, {}, {}}};
  e.replicates = replicates;
  e.seed = 18446744073709551615u;
  const std::uint64_t economies = points * replicates * 2;
  e.keep.economies = {0};
  if (economies > 77) e.keep.economies.push_back(77);
  e.inputs = {{"sample.ini", "title = A made-up sweep\n"},
              {"states/launch.csv", std::string("a,b\n1,\0,2\n", 11)}};
  e.config = "title = " + e.title + "\nquestion = " + e.question +
             "\nhypothesis = " + e.hypothesis +
             "\n[time]\ndays = 2\n[vary]\nattack.day = grid(0, 30)\n" +
             "attention.base_events = uniform(0.01, 0.1)\n[arms]\nfoundation.acts = no, yes\n" +
             "[sweep]\npoints = " + std::to_string(points / 2) +
             "\nreplicates = " + std::to_string(replicates) + "\nseed = " + std::to_string(e.seed) +
             "\n[keep]\neconomies = 0" + (economies > 77 ? ", 77" : "") + "\n";
  e.config_hash = config_hash_of(e);
  e.design_hash = design_hash_of(e);
  return e;
}

/// A number in [0, 1) that depends on its arguments alone.
inline double noise(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  std::uint64_t x = a * 0x9e3779b97f4a7c15u + b * 0xbf58476d1ce4e5b9u + c * 0x94d049bb133111ebu + 1;
  x ^= x >> 31;
  x *= 0xd6e8feb86659fd93u;
  x ^= x >> 32;
  return static_cast<double>(x >> 11) * 0x1p-53;
}

/// Outcome k of economy (point p, replicate r, arm m), by outcome:
///   sum_of_prices = r + 10 m (pairs differ by 10);  tao_in_pools = 100 p + r + m;  takeover_ema_2
///   = m ? r % 4 == 0 : r % 2; share_30d_after = 0.4 in arm 0, 0.1 in arm 1 of even replicates,
///   else 0.2;  action_day NaN at odd points; crash_hours_50 = r + 1, seen but for the last
///   replicate;  others noise.
inline double outcome(int k, std::uint64_t p, std::uint64_t r, std::uint64_t m,
                      std::uint64_t replicates) {
  const double x = static_cast<double>(r);
  switch (k) {
    case outcome_sum_of_prices:
      return x + 10.0 * static_cast<double>(m);
    case outcome_tao_in_pools:
      return 100.0 * static_cast<double>(p) + x + static_cast<double>(m);
    case outcome_takeover_ema_2:
      return m == 1 ? r % 4 == 0 : r % 2;
    case outcome_share_30d_after:
      return m == 0 ? 0.4 : r % 2 == 0 ? 0.1 : 0.2;
    case outcome_harm_60d_after:
      return m == 0 ? 8 : 2;
    case outcome_action_day:
      return p % 2 ? nan : 30;
    case outcome_crash_hours_50:
      return x + 1;
    case outcome_crash_hours_50_observed:
      return r + 1 < replicates;
    default:
      return noise(static_cast<std::uint64_t>(k), p * 1000 + r, m);
  }
}

/// The portion that holds points [first, first + points).
inline Portion portion(std::uint64_t first, std::uint64_t points, std::uint64_t shard = 0,
                       std::uint64_t shards = 1) {
  Portion part{shard, shards, {}};
  for (std::uint64_t i = 0; i < points; ++i) part.points.push_back(first + i);
  return part;
}

/// Replicates of each point of a chunk.
struct Replicates {
  std::uint64_t first = 0, count = 0;  ///< count 0: all
};

/// Points [first, first + points) of the sweep, at these positions of the file. Economy 5 of the
/// sweep has failed (status 2).
inline PointResults results(const Experiment& e, std::uint64_t first, std::uint64_t points,
                            std::uint64_t position = 0, Replicates range = {}) {
  PointResults out;
  out.first_point = position;
  out.points = points;
  out.first_replicate = range.first;
  out.replicates = range.count ? range.count : e.replicates;
  const std::uint64_t arms = e.arms.size(), per_point = e.replicates * arms,
                      held = out.replicates * arms, economies = points * held;
  const RecordPlan plan = record_plan(e);
  const std::uint64_t times = static_cast<std::uint64_t>(time_count(TimeAxis::day, plan));
  std::uint64_t length = 0;
  for (const SeriesInfo& info : series_table)
    length += static_cast<std::uint64_t>(time_count(info.axis, plan));
  out.status.assign(economies, 0);
  out.outcomes.resize(economies * outcome_count);
  out.series.resize(economies * length);
  for (std::uint64_t i = 0; i < economies; ++i) {
    const std::uint64_t id = (first + i / held) * per_point + range.first * arms + i % held;
    const std::uint64_t p = id / per_point, r = id % per_point / arms, m = id % arms;
    if (id == 5) out.status[i] = static_cast<std::int32_t>(Status::tao_ledger);
    for (int k = 0; k < outcome_count; ++k)
      out.outcomes[static_cast<std::uint64_t>(k) * economies + i] =
          outcome(k, p, r, m, e.replicates);
    for (std::uint64_t t = 0; t < length; ++t) {
      const bool missing = t % 7 == 6 && r % 2;
      out.series[t * economies + i] =
          missing ? static_cast<float>(nan) : static_cast<float>(noise(id, t) + 0.001);
    }
    for (std::uint64_t kept : e.keep.economies) {
      if (kept != id) continue;
      std::vector<float>& path = out.paths[id];
      for (std::uint64_t j = 0; j < path_count * times * path_subnets; ++j)
        path.push_back(static_cast<float>(id * 100000 + j));
    }
  }
  return out;
}

inline RunFacts facts() {
  RunFacts f;
  f.command_line = "taosweep run sample.ini";
  f.device = "cpu";
  f.isa = isa_name(reference_isa);
  f.host = "here";
  f.started = "2026-01-01T00:00:00Z";
  f.finished = "2026-01-01T00:00:01Z";
  f.threads = 2;
  f.wall_seconds = 1;
  f.shards = "0/1";
  return f;
}

}  // namespace taosweep::samples

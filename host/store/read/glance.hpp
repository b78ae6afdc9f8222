// What a chunk or a results file says at a glance, without the experiment it belongs to.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/unit_sums.hpp"
#include "host/store/parts/chunks.hpp"

namespace taosweep {

/// Outcomes that are worth a look while a sweep runs: flags and shares, whose mean is a number
/// between 0 and 1 that everybody can read.
std::vector<int> headline_outcomes();

/// [s] When a file was written, by the clock of its file system; 0 where there is none.
double time_of(const std::string& file);

/// Flags are 0 or 1, the other headline outcomes lie between.
bool is_flag(int outcome);

/// Sum over the economies of one unit that ran well and for which the outcome is defined.
struct OutcomeSum {
  std::uint64_t unit = 0;  ///< number of the independent unit, modulo most_units
  UnitSum of;
};

struct Glance {
  std::string config_hash;
  std::uint64_t shard_index = 0, shard_count = 1;
  ChunkRange range;                    ///< of a chunk
  std::uint64_t economies = 0;         ///< in this file
  std::uint64_t economies_in_all = 0;  ///< in the results file that it is or will be part of
  double finished = 0;                 ///< [s] of the file system's clock
  std::vector<std::string> arms;
  std::map<std::int32_t, std::uint64_t> statuses;
  bool units_known = true;                                 ///< else all is put down to unit 0
  std::vector<std::vector<std::vector<OutcomeSum>>> sums;  ///< [headline outcome][arm][unit]
};

/// What came of a look at a file.
struct Glanced {
  std::optional<Glance> glance;
  std::string reason;  ///< why there is none, with the name of the file
};

enum class Glanceable { chunk, results };

/// Looks at files whose origin is unknown. A process of its own opens them, so that none can harm
/// or delay this one; it reads little of each, and trusts seals that are right.
std::vector<Glanced> glance_at(const std::vector<std::string>& files, Glanceable kind);

}  // namespace taosweep

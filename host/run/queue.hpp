// The economies of a run: handed out one by one, put together again as chunks.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "host/run/chunks.hpp"

namespace taosweep {

/// Any number of threads may call it. Only chunks that have been begun and are not complete are in
/// memory.
class RunQueue {
 public:
  RunQueue(const Experiment& experiment, const Portion& portion,
           const std::vector<PlannedChunk>& chunks);

  /// The next economies, ids ascending; empty where none is left, or after close().
  std::vector<std::uint64_t> take(std::size_t at_most);
  /// Hands out nothing more.
  void close();
  /// Stores one economy that take() gave out, as it came from the kernels. Returns the chunk that
  /// it completes, with the outcomes that compare arms filled in.
  std::optional<PointResults> put(std::uint64_t economy, EconomyResult&& result);

  struct Done {
    std::uint64_t economies = 0;
    double cost = 0;  ///< [subnet-steps]
  };
  Done done() const;

 private:
  struct OpenChunk {
    PointResults results;
    std::uint64_t missing;  ///< economies
    double cost_each;       ///< [subnet-steps], mean over its economies
  };

  void open(const PlannedChunk& chunk);

  const Experiment& experiment_;
  const Portion& portion_;
  std::size_t series_length_;
  mutable std::mutex mutex_;
  std::deque<PlannedChunk> waiting_;
  std::uint64_t next_ = 0, end_ = 0;  // economies of the newest open chunk not yet handed out
  std::map<std::uint64_t, OpenChunk> open_;  // by first economy
  Done done_;
};

}  // namespace taosweep

// The economies of a run: handed out one by one, put together again as chunks.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "host/run/chunks.hpp"

namespace taosweep {

/// An economy that is handed out.
struct Ticket {
  std::uint64_t place = 0;    ///< its number, counted over the points of the portion
  std::uint64_t economy = 0;  ///< its id
};

/// Any number of threads may call it. Only chunks that have
/// been begun and are not complete are in memory.
class RunQueue {
 public:
  RunQueue(const Experiment& experiment, const Portion& portion,
           const std::vector<PlannedChunk>& chunks);

  /// The next economies, ids ascending; empty where none is left, or after close().
  std::vector<Ticket> take(std::size_t at_most);
  /// Hands out nothing more.
  void close();
  /// Stores one economy that take() gave out, as it came from the kernels. Returns the chunk that
  /// it completes, with the outcomes that compare arms filled in.
  std::optional<PointResults> put(const Ticket& ticket, EconomyResult&& result);
  /// What chunks that have been begun hold in finished pairs of point and replicate, as chunks of
  /// their own: for the end of a run that was stopped. They are no longer in the queue then.
  std::vector<PointResults> finished_parts();

  struct Done {
    std::uint64_t economies = 0;  ///< of whole pairs: what a stop would keep
    double steps = 0, work = 0;   ///< [subnet-steps]
  };
  Done done() const;

 private:
  struct OpenChunk {
    PointResults results;
    std::uint64_t missing;  ///< economies
    Cost each;              ///< mean over its economies
  };

  void open(const PlannedChunk& chunk);
  std::uint64_t id_of(std::uint64_t place) const;

  const Experiment& experiment_;
  const Portion& portion_;
  std::uint64_t per_point_, arms_;
  std::size_t series_length_;
  mutable std::mutex mutex_;
  std::deque<PlannedChunk> waiting_;
  std::uint64_t next_ = 0, end_ = 0;         // places of the newest open chunk not yet handed out
  std::map<std::uint64_t, OpenChunk> open_;  // by first place
  Done done_;
};

}  // namespace taosweep

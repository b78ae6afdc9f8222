// How far a sweep is, from what stands on the disk: of one run, of a job array, of shards.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/store/parts/shards_file.hpp"
#include "host/store/read/glance.hpp"

namespace taosweep {

enum class Stage {
  waiting,   ///< not begun
  running,   ///< a process holds the lock, or has just finished a chunk
  silent,    ///< neither, but no orderly end either: killed, or on a machine that hangs
  stopped,   ///< ended in order, with something left to do
  finished,  ///< the results file is there
};
const char* stage_name(Stage stage);

/// One process's part: the whole sweep, or a shard.
struct PartStatus {
  std::string out;  ///< its results file, there or not
  Stage stage = Stage::waiting;
  std::optional<std::uint64_t> shard_index;  ///< absent where nothing says it yet
  std::uint64_t shard_count = 1;
  std::string config_hash;
  std::uint64_t economies = 0;                    ///< finished
  std::optional<std::uint64_t> economies_in_all;  ///< absent where nothing says it yet
  double rate = 0;                                ///< [1/s], where it is known
  std::optional<double> newest;                   ///< when its last chunk was finished
};

/// Mean over the economies finished so far in which the outcome is defined.
struct MeanSoFar {
  const char* outcome;
  std::string arm;
  MeanOfUnits of;
};

struct SweepStatus {
  std::string out;  ///< as asked for; the first of several
  Stage stage = Stage::waiting;
  std::string config_hash;  ///< empty where nothing says it yet
  std::uint64_t shard_count = 1;
  std::optional<std::uint64_t> first_task;  ///< of a job array
  std::vector<PartStatus> parts;            ///< those with a number ascending
  std::vector<std::uint64_t> missing;       ///< shards without a results file
  std::uint64_t economies = 0;
  std::optional<std::uint64_t> economies_in_all;
  double rate = 0;  ///< [1/s]
  std::map<std::int32_t, std::uint64_t> statuses;
  std::vector<MeanSoFar> means;
  std::vector<std::string> remarks;

  /// [s]
  std::optional<double> left() const;
};

/// Looks any number of times; a file that has not changed is read once.
class SweepWatch {
 public:
  /// Results files, OUT of runs under way, or folders OUT.parts, of one sweep.
  explicit SweepWatch(std::vector<std::string> places);
  /// Takes no lock and changes nothing. Throws UsageError where nothing is there.
  SweepStatus look();

 private:
  struct Known {
    double finished = 0;
    std::uint64_t size = 0;
    Glanced look;
  };
  SweepStatus gather();
  void learn(const std::vector<std::string>& files, Glanceable kind);
  const Glanced& known(const std::string& file, Glanceable kind);
  PartStatus part(const std::string& out, SweepStatus& status);
  void add_array(const std::string& out, const KeptShards& kept, SweepStatus& status);
  void add_place(const std::string& place, SweepStatus& status);
  void add_results(const std::string& out, PartStatus& part, SweepStatus& status);
  void add_chunks(const std::string& out, PartStatus& part, SweepStatus& status);
  void count(const Glance& glance, SweepStatus& status);

  std::vector<std::string> places_;
  std::map<std::string, Known> known_;
  std::vector<std::string> arms_;
  std::vector<std::vector<std::vector<UnitSum>>> sums_;  ///< [headline outcome][arm][unit]
  bool units_known_ = true;
  bool appeared_ = false;  ///< a results file, while the chunks or shards in it were counted
};

/// Finished economies a second of one process, from when its chunks were finished: of the last ten
/// minutes, and not across a pause. 0 where there are fewer than two chunks.
double rate_of(const std::vector<std::pair<double, std::uint64_t>>& chunks);

}  // namespace taosweep

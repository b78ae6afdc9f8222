// What each subcommand is asked to do, as plain data, and the functions that do it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/exit_code.hpp"
#include "host/run/device_options.hpp"

namespace taosweep {

struct RunOptions {
  std::string config;
  std::string out;                ///< never empty: ./<config stem>.h5 where -o is absent
  std::vector<std::string> sets;  ///< "key=value"
  DeviceOptions device;
  std::uint64_t shard_index = 0, shard_count = 1;
  bool shard_auto = false;  ///< this task of a job array decides; the two above are not read
  bool resume = false, force = false, dry_run = false, quiet = false, preview = false;
  bool json = false;           ///< of the dry run
  bool table_follows = false;  ///< a comparison does, on standard output
  std::string command_line;    ///< as typed, for group /run
};

struct ReplayOptions {
  std::string file;
  std::uint64_t economy = 0;
  std::string out;      ///< path file; empty: none is written
  bool check = false;   ///< compare with what the file stores; exit_failed where it differs
  std::string against;  ///< second results file, held against the first; empty: none
  std::optional<Isa> against_isa;  ///< second back end for the same economy
  bool force = false;              ///< replace an existing path file
  DeviceOptions device;
};

struct RerunOptions {
  std::string file, out;
  DeviceOptions device;
  bool force = false, quiet = false;
  std::string command_line;
};

struct MergeOptions {
  std::string out;
  std::vector<std::string> shards;  ///< empty: those of a job array in OUT.parts/
  bool force = false;
  std::string command_line;
};

struct StatusOptions {
  std::vector<std::string> places;  ///< results files, OUT of runs under way, or folders OUT.parts
  bool follow = false;              ///< until the results file is there
  bool json = false;
};

struct VerifyOptions {
  std::string file, against;  ///< against may be empty
};

/// As what a comparison is printed.
enum class CompareForm { table, markdown, csv, json };

struct CompareOptions {
  std::string file;                         ///< results file, or a config that is run first
  std::string other;                        ///< second results file; empty: arms of the first
  std::string baseline;                     ///< empty: the first arm
  std::vector<std::string> arms, outcomes;  ///< empty: all
  bool by_cell = false;                     ///< each cell of the design for itself
  std::string scale;                        ///< "difference", "ratio"; empty: difference
  CompareForm form = CompareForm::table;
  std::string command_line;  ///< as typed, for group /run of the config's file
};

/// What of a comparison's options chooses arm, outcomes and form, and a cell of the design.
struct SensitivityOptions {
  CompareOptions shown;
  std::string cell;  ///< label; empty: the only one
};

/// Where rules are given as formulas and the run is compared at once.
struct RaceOptions {
  RunOptions run;
  CompareOptions compare;          ///< its file is what the run leaves
  std::string state;               ///< network.start; empty: that of the config
  std::vector<std::string> rules;  ///< "NAME = FORMULA"
};

/// Numbers as typed: what they may be depends on key and outcome.
struct SolveOptions {
  RunOptions run;  ///< its `out` is the folder of the results files, empty: ./<config stem>.solve
  std::string key, from, to;
  std::string outcome, arm;  ///< arm empty: the first
  std::string over, under;   ///< an outcome that is at least, at most this counts; empty: its mean
  std::string reach, fall_to;   ///< one of them is empty
  std::string tolerance, step;  ///< may be empty
  bool log = false, linear = false;
  CompareForm form = CompareForm::table;
};

/// Counts as typed.
struct RareOptions {
  RunOptions run;                                            ///< its `out` is not used
  std::string event, arm;                                    ///< arm empty: the first
  std::string replicas = "200", runs = "20", killed, crude;  ///< the last two may be empty
  bool json = false;
};

struct ValidateOptions {
  std::string config;
  std::vector<std::string> sets;
};

struct ErasOptions {
  std::string era;     ///< empty: all in short
  std::string other;   ///< not empty: what differs between the two
  std::string config;  ///< whose own eras count too; may be empty
};

struct StateOptions {
  std::string file;
  std::string era;                     ///< whose rules give the shares; empty: that of the block
  std::optional<std::uint64_t> block;  ///< of the state, where its file does not say it
  std::optional<double> bar;           ///< of the gate, as the chain stored it
  bool shares_only = false, json = false;
};

// Each returns an exit code, and throws UsageError for what the user can put right.
int run_command(const RunOptions& options);
int replay_command(const ReplayOptions& options);
int rerun_command(const RerunOptions& options);
int merge_command(const MergeOptions& options);
int status_command(const StatusOptions& options);
int verify_command(const VerifyOptions& options);
int compare_command(const CompareOptions& options);
int sensitivity_command(const SensitivityOptions& options);
int race_command(const RaceOptions& options);
int solve_command(const SolveOptions& options);
int rare_command(const RareOptions& options);
int info_command(const std::string& file);
int validate_command(const ValidateOptions& options);
int params_command(const std::string& word);
int outcomes_command(const std::string& word);
int eras_command(const ErasOptions& options);
int state_command(const StateOptions& options);
int devices_command();

}  // namespace taosweep

// What subcommands take: options, tied to the places that their values go to.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "host/commands/command_line.hpp"

namespace taosweep {

/// Options as typed; their meaning is read once all of them are known.
struct TypedOptions {
  std::string device = "auto", isa = "auto", against_isa, threads, shard, economy, block, bar,
              until;
};

struct AllOptions {
  TypedOptions typed;
  RunOptions run;
  ReplayOptions replay;
  RerunOptions rerun;
  MergeOptions merge;
  StatusOptions status;
  VerifyOptions verify;
  CompareOptions compare;
  SensitivityOptions sensitivity;
  RaceOptions race;
  SolveOptions solve;
  RareOptions rare;
  ValidateOptions validate;
  InfoOptions info;
  ParamsOptions params;
  OutcomesOptions outcomes;
  ErasOptions eras;
  StateOptions state;
};

// Subcommands, in the order in which help lists them.
void add_running(CLI::App& app, AllOptions& options);    // run, validate
void add_again(CLI::App& app, AllOptions& options);      // replay, rerun, merge
void add_wholeness(CLI::App& app, AllOptions& options);  // status, verify
void add_comparing(CLI::App& app, AllOptions& options);  // compare, sensitivity, race
void add_solving(CLI::App& app, SolveOptions& solve, TypedOptions& typed);
void add_rare(CLI::App& app, RareOptions& rare, TypedOptions& typed);
void add_looking(CLI::App& app, AllOptions& options);  // info, params, .., devices

// Options that several subcommands share.
void add_isa(CLI::App* app, TypedOptions& typed);
void add_device(CLI::App* app, TypedOptions& typed);
CLI::Option* add_sets(CLI::App* app, std::vector<std::string>& sets);
/// --markdown, --csv and --json; `more` is what JSON holds besides.
void add_forms(CLI::App* app, CompareForm& form, const std::string& more);

}  // namespace taosweep

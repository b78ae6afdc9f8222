// What subcommands take: options, tied to the places that their values go to.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "host/commands/commands.hpp"

namespace taosweep {

/// Options as typed; their meaning is read once all of them are known.
struct TypedOptions {
  std::string device = "auto", isa = "auto", threads, shard, economy, block, bar, until;
};

void add_solving(CLI::App& app, SolveOptions& solve, TypedOptions& typed);

// Options that several subcommands share.
void add_isa(CLI::App* app, TypedOptions& typed);
void add_device(CLI::App* app, TypedOptions& typed);
CLI::Option* add_sets(CLI::App* app, std::vector<std::string>& sets);

}  // namespace taosweep

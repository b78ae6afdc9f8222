// What the runner knows how to compute: one function per piece of a vector file.
#pragma once

#include <initializer_list>
#include <map>
#include <string>

#include "tests/conformance/checks.hpp"
#include "tests/conformance/rules.hpp"

namespace taosweep::conformance {

/// Computes a vector and compares. Throws NotComputed for a kind that it lacks, other exceptions
/// for a vector that cannot be read.
using Piece = void (*)(const Json& vector, const BackEnds& rule, Checks& checks);

/// Pieces by name, as the vectors call them.
using Pieces = std::map<std::string, Piece>;

/// Pieces that the launch had as well, under the rules of 2026.
void tao_share_of_2026(const Json& vector, const BackEnds& rule, Checks& checks);
void root_split_of_2026(const Json& vector, const BackEnds& rule, Checks& checks);

void add_emission_pieces(Pieces& pieces);
void add_root_vote_pieces(Pieces& pieces);
void add_later_pieces(Pieces& pieces);
void add_pool_pieces(Pieces& pieces);
void add_swap_pieces(Pieces& pieces);
void add_schedule_pieces(Pieces& pieces);
void add_lifecycle_pieces(Pieces& pieces);
void add_dividend_pieces(Pieces& pieces);
void add_yuma_pieces(Pieces& pieces);
void add_epoch_pieces(Pieces& pieces);
void add_guarantee_pieces(Pieces& pieces);

/// Compares each field of `expected` with the field of the same name in `got`. A field that `got`
/// lacks is a failure: nothing expected goes unchecked.
void compare_fields(const Json& expected, const Json& got, const std::string& prefix,
                    Checks& checks);

/// Throws NotComputed where the vector's era, as far as it tells, has other rules than the launch.
void expect_launch(const Json& vector);

/// Throws where `object` has a key that is not among `known`: misspelt, it would change nothing.
void expect_known_keys(const Json& object, const char* name,
                       std::initializer_list<const char*> known);

}  // namespace taosweep::conformance

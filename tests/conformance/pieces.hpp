// What the runner knows how to compute: one function per piece of a vector file.
#pragma once

#include <map>
#include <string>

#include "tests/conformance/checks.hpp"
#include "tests/conformance/rules.hpp"

namespace taosweep::conformance {

/// Computes a vector and compares. Throws Skip for what this version lacks, other exceptions for a
/// vector that cannot be read.
using Piece = void (*)(const Json& vector, const BackEnds& rule, Checks& checks);

/// Pieces by name, as the vectors call them.
using Pieces = std::map<std::string, Piece>;

void add_emission_pieces(Pieces& pieces);
void add_pool_pieces(Pieces& pieces);
void add_schedule_pieces(Pieces& pieces);
void add_dividend_pieces(Pieces& pieces);
void add_yuma_pieces(Pieces& pieces);
void add_epoch_pieces(Pieces& pieces);
void add_guarantee_pieces(Pieces& pieces);

/// Compares each field of `expected` with the field of the same name in `got`. A field that `got`
/// lacks is a failure: nothing expected goes unchecked.
void compare_fields(const Json& expected, const Json& got, const std::string& prefix,
                    Checks& checks);

/// True where the vector belongs to the rules of the launch, as far as its era tells.
bool of_launch(const Json& vector);

}  // namespace taosweep::conformance

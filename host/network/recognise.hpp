// Which kind of file this is.
#pragma once

#include "host/network/format.hpp"
#include "host/network/rows.hpp"

namespace taosweep {

/// The first format whose keys the file has. Throws UsageError where there is none, with what the
/// nearest lacks, or where it cannot be read as a state.
const Format& format_of(const FileRows& rows);

/// The columns of the own form, with commas between them.
std::string own_columns();

/// The names of all formats that can be read, with commas between them.
std::string known_states();

}  // namespace taosweep

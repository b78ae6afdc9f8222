// What the cells of a state say, as numbers.
#pragma once

#include <optional>
#include <string>

#include "host/network/format.hpp"
#include "host/network/rows.hpp"

namespace taosweep {

/// A number as it is written.
struct WrittenNumber {
  double value;
  bool whole;  ///< written as an integer, without point or exponent
};

/// Nothing where nothing stands. Throws UsageError, which begins with `place`, for what is no
/// number, or not finite.
std::optional<WrittenNumber> number_in(const Json* cell, const std::string& place);

/// The unit of a file's amounts: rao where reserves are whole numbers, TAO where they have a point;
/// zeros say neither. Throws UsageError where some are this and some that.
AmountUnit unit_of(const FileRows& rows, const Format& format);

/// One row as its format reads it.
Record record_of(const FileRows& rows, const Row& row, const Format& format, AmountUnit unit);

/// Throws UsageError where a row has not all reserves.
void refuse_without_reserves(const FileRows& rows, const Row& row, const Format& format);

/// The same keys of the object around the rows, those that it has.
void read_above(const FileRows& rows, const Format& format, AmountUnit unit, Record& record);

}  // namespace taosweep

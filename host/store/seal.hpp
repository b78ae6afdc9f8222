// The seal of a file: a line behind its last byte that holds the SHA-256 of all bytes before it. It
// proves the absence of accident, not good will: anyone can make one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace taosweep {

/// "sha256 " + 64 hexadecimal digits + line end. Readers of HDF5 do not look behind its end.
inline constexpr std::uint64_t seal_size = 72;

/// The seal of these bytes.
std::string seal_of(std::span<const std::byte> bytes);

/// Appends its seal to a file, which is read in pieces. Throws UsageError that names `shown` where
/// it cannot be written.
void seal_file(const std::string& file, const std::string& shown);

enum class Seal {
  right,
  broken,  ///< there is one, and the bytes before it are not those that were sealed
  absent,  ///< the file does not end with one
};

/// The first bytes of a file, fewer where it has fewer. Throws UnreadableFile.
std::string first_bytes(const std::string& file, std::size_t count);

/// Reads the file in pieces. Throws UnreadableFile where it cannot be read.
Seal look_at_seal(const std::string& file);

}  // namespace taosweep

// Version of the layout of results files and chunks.
#pragma once

namespace taosweep {

/// Raised with any change of what stands where in a file; readers of older ones stay.
inline constexpr int schema_version = 1;
inline constexpr int oldest_schema_read = 1;

}  // namespace taosweep

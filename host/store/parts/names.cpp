#include "host/store/parts/names.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>

#include <fmt/core.h>

namespace taosweep {
namespace {

/// Takes a prefix off; false where the text does not begin so.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// Takes a run of digits off, `least` of them at the least.
bool take_number(std::string_view& text, std::size_t least) {
  const auto end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c));
  });
  const auto digits = static_cast<std::size_t>(end - text.begin());
  if (digits < least || digits > 20) return false;
  text.remove_prefix(digits);
  return true;
}

constexpr std::size_t padded = 10;

bool is_chunk(std::string_view name) {
  std::string_view points = name, replicates = name;
  if (take(points, "points_") && take_number(points, padded) && take(points, "_") &&
      take_number(points, padded) && points == ".chunk")
    return true;
  return take(replicates, "point_") && take_number(replicates, padded) &&
         take(replicates, "_replicates_") && take_number(replicates, padded) &&
         take(replicates, "_") && take_number(replicates, padded) && replicates == ".chunk";
}

bool is_shard(std::string_view name) {
  return take(name, "shard_") && take_number(name, 1) && take(name, "_of_") &&
         take_number(name, 1) && name == ".h5";
}

/// NAME.PID.tmp -> NAME; empty for any other name.
std::string_view without_tail(std::string_view name) {
  constexpr std::string_view tail = ".tmp";
  if (!name.ends_with(tail)) return {};
  name.remove_suffix(tail.size());
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string_view number = name.substr(dot + 1);
  return take_number(number, 1) && number.empty() ? name.substr(0, dot) : std::string_view();
}

}  // namespace

PartsEntry parts_entry(std::string_view name, std::string_view out_name) {
  if (name == lock_name) return PartsEntry::lock;
  if (name == shards_name) return PartsEntry::shards;
  if (is_chunk(name)) return PartsEntry::chunk;
  if (is_shard(name)) return PartsEntry::shard;
  const std::string_view whole = without_tail(name);
  const bool ours = !whole.empty() && (whole == out_name || whole == shards_name ||
                                       whole == probe_name || without_tail(whole) == probe_name ||
                                       is_chunk(whole) || is_shard(whole));
  return ours ? PartsEntry::unfinished : PartsEntry::foreign;
}

std::string points_chunk_name(std::uint64_t first, std::uint64_t last) {
  return fmt::format("points_{:010}_{:010}.chunk", first, last);
}

std::string replicates_chunk_name(std::uint64_t point, std::uint64_t first, std::uint64_t last) {
  return fmt::format("point_{:010}_replicates_{:010}_{:010}.chunk", point, first, last);
}

std::string shard_name(std::uint64_t index, std::uint64_t count) {
  return fmt::format("shard_{}_of_{}.h5", index, count);
}

std::string unfinished_name(const std::string& name) {
  return fmt::format("{}.{}.tmp", name, ::getpid());
}

}  // namespace taosweep

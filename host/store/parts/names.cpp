#include "host/store/parts/names.hpp"

#include <unistd.h>

#include <charconv>
#include <optional>

#include <fmt/core.h>

namespace taosweep {
namespace {

/// Takes a text off the front; false where there is another.
bool take(std::string_view& from, std::string_view text) {
  if (!from.starts_with(text)) return false;
  from.remove_prefix(text.size());
  return true;
}

bool take(std::string_view& from, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), number);
  if (error != std::errc()) return false;
  from.remove_prefix(static_cast<std::size_t>(end - from.data()));
  return true;
}

// Names are ours where printing what was read gives them back:
// other digits, signs and leading zeros are not.

bool is_chunk(std::string_view name) {
  std::uint64_t first = 0, last = 0, point = 0;
  std::string_view text = name;
  if (take(text, "points_") && take(text, first) && take(text, "_") && take(text, last))
    return first <= last && name == points_chunk_name(first, last);
  text = name;
  return take(text, "point_") && take(text, point) && take(text, "_replicates_") &&
         take(text, first) && take(text, "_") && take(text, last) && first <= last &&
         name == replicates_chunk_name(point, first, last);
}

bool is_shard(std::string_view name) {
  std::uint64_t index = 0, count = 0;
  std::string_view text = name;
  return take(text, "shard_") && take(text, index) && take(text, "_of_") && take(text, count) &&
         index < count && name == shard_name(index, count);
}

constexpr std::string_view unfinished_tail = ".tmp";

std::string unfinished_name(std::string_view name, std::uint64_t process) {
  return fmt::format("{}.{}{}", name, process, unfinished_tail);
}

/// NAME.PROCESS.tmp -> NAME; nothing for any other name.
std::optional<std::string_view> finished_name(std::string_view name) {
  if (!name.ends_with(unfinished_tail)) return std::nullopt;
  const std::size_t dot = name.rfind('.', name.size() - unfinished_tail.size() - 1);
  if (dot == std::string_view::npos) return std::nullopt;
  std::string_view number = name.substr(dot + 1);
  std::uint64_t process = 0;
  if (!take(number, process) || name != unfinished_name(name.substr(0, dot), process))
    return std::nullopt;
  return name.substr(0, dot);
}

}  // namespace

PartsEntry parts_entry(std::string_view name, std::string_view out_name) {
  if (name == lock_name) return PartsEntry::lock;
  if (name == shards_name) return PartsEntry::shards;
  if (is_chunk(name)) return PartsEntry::chunk;
  if (is_shard(name)) return PartsEntry::shard;
  const auto whole = finished_name(name);
  const bool ours = whole && (*whole == out_name || *whole == shards_name || *whole == probe_name ||
                              is_chunk(*whole));
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
  return unfinished_name(name, static_cast<std::uint64_t>(::getpid()));
}

}  // namespace taosweep

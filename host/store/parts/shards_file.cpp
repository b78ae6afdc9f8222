#include "host/store/parts/shards_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <set>
#include <system_error>

#include <fmt/core.h>

#include "host/store/parts/chunks.hpp"
#include "host/store/parts/durable_file.hpp"
#include "host/store/parts/names.hpp"
#include "host/store/parts/own_folder.hpp"
#include "host/text/number_text.hpp"
#include "host/text/sha256.hpp"
#include "host/usage_error.hpp"

namespace taosweep {

namespace {

constexpr std::string_view head = "taosweep shards 1\n", seal_word = "sha256 ";
constexpr std::size_t longest = 4096;

std::string name_of(const std::string& out) {
  return parts_folder(out) + "/" + shards_name;
}

std::string text_of(const KeptShards& shards) {
  std::string text = fmt::format(
      "{}count {}\nfirst_task {}\npoints {}\neconomies {}\nconfig_hash {}\n", head, shards.count,
      shards.first_task, shards.points, shards.economies, shards.config_hash);
  const std::string seal = sha256_hex(text);
  return text + std::string(seal_word) + seal + "\n";
}

[[noreturn]] void refuse(const std::string& name, const std::string& reason) {
  throw UsageError(fmt::format(
      "{}: {}; give --shard I/N with the N of the shard files beside it, or move it away and "
      "submit the whole array once more",
      name, reason));
}

/// The bytes of a regular file, never through a link and never waiting; nothing where none is.
std::optional<std::string> bytes_of(const OwnFolder& folder, const std::string& shown) {
  if (!folder.is_open()) return std::nullopt;
  const int descriptor =
      ::openat(folder.descriptor(), shards_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0 && errno == ENOENT) return std::nullopt;
  if (descriptor < 0) refuse(shown, std::error_code(errno, std::generic_category()).message());
  struct stat found;
  std::string bytes(longest + 1, '\0');
  ssize_t size = -1;
  if (::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode))
    size = ::read(descriptor, bytes.data(), bytes.size());
  ::close(descriptor);
  if (size < 0) refuse(shown, "no regular file that can be read stands there");
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::optional<KeptShards> parsed(const std::string& text) {
  std::map<std::string, std::string> values;
  for (std::size_t at = head.size(), end; at < text.size(); at = end + 1) {
    end = text.find('\n', at);
    const std::size_t space = text.find(' ', at);
    if (end == std::string::npos || space == std::string::npos || space > end) return std::nullopt;
    values[text.substr(at, space - at)] = text.substr(space + 1, end - space - 1);
  }
  const auto count = parse_count(values["count"]), first_task = parse_count(values["first_task"]),
             points = parse_count(values["points"]), economies = parse_count(values["economies"]);
  if (!count || !first_task || !points || !economies || *count == 0) return std::nullopt;
  KeptShards shards{*count, *first_task, *points, *economies, values["config_hash"]};
  // Equal to the last byte: what a later version adds is not overlooked.
  if (text_of(shards) != text) return std::nullopt;
  return shards;
}

}  // namespace

std::optional<KeptShards> kept_shards(const std::string& out) {
  const std::optional<std::string> text = bytes_of(OwnFolder(out, false), name_of(out));
  if (!text) return std::nullopt;
  const std::optional<KeptShards> shards = parsed(*text);
  if (!shards) refuse(name_of(out), "it is damaged, edited, or of another version of taosweep");
  return shards;
}

KeptShards keep_shards(const std::string& out, const KeptShards& shards) {
  check_target(out);
  OwnFolder(out, true).refuse_impostors();
  Target target(name_of(out));
  target.replace = false;
  const std::string text = text_of(shards);
  try {
    DurableFile file(target);
    file.write(std::as_bytes(std::span(text)));
    file.commit();
  } catch (const UsageError&) {
    // Another task was first: its number counts.
    if (const auto kept = kept_shards(out)) return *kept;
    throw;
  }
  return shards;
}

std::string shard_file(const std::string& out, std::uint64_t index, std::uint64_t count) {
  return parts_folder(out) + "/" + shard_name(index, count);
}

std::string remove_shard(const std::string& out, std::uint64_t index, std::uint64_t count) {
  const OwnFolder folder(out, false);
  std::string failure = folder.remove(shard_name(index, count));
  if (failure.empty() && folder.entries(PartsEntry::shard).empty())
    failure = folder.remove(shards_name);
  // Refused by the system where anything is left.
  ::rmdir(folder.path().c_str());
  return failure;
}

std::string remove_shards(const std::string& out, const KeptShards& shards) {
  const OwnFolder folder(out, false);
  std::string failure;
  const auto remove = [&](const std::string& name) {
    if (const std::string reason = folder.remove(name); failure.empty()) failure = reason;
  };
  for (std::uint64_t i = 0; i < shards.count; ++i) remove(shard_name(i, shards.count));
  // Last, so that a kill before leaves what tells of the rest.
  if (failure.empty()) remove(shards_name);
  // Refused by the system where anything is left.
  ::rmdir(folder.path().c_str());
  return failure;
}

}  // namespace taosweep

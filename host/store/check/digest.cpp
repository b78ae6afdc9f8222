#include "host/store/check/digest.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "host/store/hdf5/blocks.hpp"
#include "host/text/sha256.hpp"

namespace taosweep {

namespace {

constexpr std::uint64_t block_elements = 1 << 19;
constexpr std::int64_t config_counts_until = 1;  // schema

bool is_config_file(const std::string& path) {
  return path == "/inputs/file_0" || path == "/inputs/file_0_byte";
}

/// Groups stand at the root alone: nothing else is asked whether it is one.
void collect(const hdf5::Group& root, std::vector<std::string>& paths) {
  for (const std::string& name : root.members()) {
    if (name == "run" || name == "intervals") continue;
    if (!root.is_group(name)) {
      paths.push_back("/" + name);
      continue;
    }
    for (const std::string& member : root.group(name).members())
      paths.push_back("/" + name + "/" + member);
  }
}

void add_text(Sha256& hash, const std::string& text) {
  hash.update(text.c_str(), text.size() + 1);
}

void add_whole(Sha256& hash, std::uint64_t value) {
  std::array<unsigned char, 8> bytes;
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(value >> (8 * i));
  hash.update(bytes.data(), bytes.size());
}

}  // namespace

std::vector<std::string> contract_datasets(const hdf5::Group& root) {
  std::vector<std::string> paths;
  collect(root, paths);
  if (root.whole("schema_version") > config_counts_until) std::erase_if(paths, is_config_file);
  std::sort(paths.begin(), paths.end());
  return paths;
}

hdf5::Dataset dataset_at(const hdf5::Group& root, const std::string& path) {
  return root.dataset(path.substr(1));
}

std::string digest_of(const hdf5::Group& root) {
  Sha256 hash;
  std::map<std::string, hdf5::Group> groups;  // opened once, not for each of their datasets
  for (const std::string& path : contract_datasets(root)) {
    const std::size_t slash = path.rfind('/');
    const std::string of = path.substr(0, slash);
    if (slash > 0 && !groups.contains(of)) groups.emplace(of, root.group(of.substr(1)));
    const hdf5::Dataset dataset =
        (slash > 0 ? groups.at(of) : root).dataset(path.substr(slash + 1));
    const hdf5::Shape shape = dataset.shape();
    const hdf5::Type type = dataset.type();
    add_text(hash, path);
    add_text(hash, hdf5::type_name(type));
    add_whole(hash, shape.size());
    for (std::uint64_t length : shape) add_whole(hash, length);
    add_text(hash, dataset.units());
    if (type == hdf5::Type::text) {
      for (const std::string& text : dataset.read_texts()) add_text(hash, text);
      continue;
    }
    hdf5::for_each_block(
        shape, block_elements, [&](const hdf5::Shape& start, const hdf5::Shape& count) {
          const std::vector<std::byte> bytes = dataset.bytes_of_block(start, count);
          hash.update(bytes.data(), bytes.size());
        });
  }
  return hash.hex();
}

}  // namespace taosweep

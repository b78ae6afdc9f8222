#include "host/store/check/compare.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "host/store/check/digest.hpp"
#include "host/store/hdf5/blocks.hpp"
#include "host/store/read/open.hpp"
#include "host/text/words.hpp"

namespace taosweep {

namespace {

std::string listed(const hdf5::Shape& shape) {
  return joined_as(shape, [](std::uint64_t length) { return std::to_string(length); });
}

/// "arm 1, point 0, replicate 7" of the element at `offset` in a row-major block.
std::string index_text(const hdf5::Dataset& dataset, const hdf5::Shape& start,
                       const hdf5::Shape& count, std::uint64_t offset) {
  const std::vector<std::string> axes = dataset.axes();
  std::string text;
  std::uint64_t rest = hdf5::elements(count);
  for (std::size_t i = 0; i < count.size(); ++i) {
    rest /= count[i];
    text += fmt::format("{}{} {}", i ? ", " : "", axes[i].empty() ? "axis" : axes[i],
                        start[i] + offset / rest);
    offset %= rest;
  }
  return text;
}

/// First difference of two datasets; empty = they are equal.
std::string difference(const hdf5::Dataset& a, const hdf5::Dataset& b) {
  if (a.type() != b.type())
    return fmt::format("types {} and {}", hdf5::type_name(a.type()), hdf5::type_name(b.type()));
  if (a.shape() != b.shape())
    return fmt::format("shapes ({}) and ({})", listed(a.shape()), listed(b.shape()));
  if (a.text_or("units", "") != b.text_or("units", "")) return "units";
  if (a.type() == hdf5::Type::text) {
    const std::vector<std::string> x = a.read_texts(), y = b.read_texts();
    const auto first = std::mismatch(x.begin(), x.end(), y.begin()).first;
    return first == x.end()
               ? ""
               : fmt::format("first at {}", index_text(a, {0}, a.shape(), first - x.begin()));
  }
  std::string found;
  hdf5::for_each_block(a.shape(), 1 << 19, [&](const hdf5::Shape& start, const hdf5::Shape& count) {
    if (!found.empty()) return;
    const std::vector<std::byte> x = a.bytes_of_block(start, count),
                                 y = b.bytes_of_block(start, count);
    const auto first = std::mismatch(x.begin(), x.end(), y.begin()).first;
    if (first == x.end()) return;
    const std::uint64_t element =
        static_cast<std::uint64_t>(first - x.begin()) / (x.size() / hdf5::elements(count));
    found = fmt::format("first at {}", index_text(a, start, count, element));
  });
  return found;
}

}  // namespace

std::vector<std::string> compare_results(const std::string& file, const std::string& against) {
  const hdf5::File a = open_results(file, Tolerate::faults),
                   b = open_results(against, Tolerate::other_numbers);
  const std::vector<std::string> left = contract_datasets(a), right = contract_datasets(b);
  std::vector<std::string> differences;
  for (const std::string& path : left) {
    if (!std::binary_search(right.begin(), right.end(), path)) {
      differences.push_back(fmt::format("{} is only in {}", path, file));
      continue;
    }
    const std::string found = difference(dataset_at(a, path), dataset_at(b, path));
    if (!found.empty()) differences.push_back(fmt::format("{} differs: {}", path, found));
  }
  for (const std::string& path : right)
    if (!std::binary_search(left.begin(), left.end(), path))
      differences.push_back(fmt::format("{} is only in {}", path, against));
  return differences;
}

}  // namespace taosweep

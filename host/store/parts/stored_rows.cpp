#include "host/store/parts/stored_rows.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "host/store/all_undefined.hpp"
#include "kernels/math/undefined.hpp"

namespace taosweep {

namespace {

// Rows that are not stored take no bytes in a file, and come into being when it is read: honest
// chunks have 32 MB of them, or a few for each arm.
constexpr std::uint64_t most_unfolded = std::uint64_t{1} << 30, unfolded_for_stored = 16;  // [B]

std::string name_of_rows(const std::string& name) {
  return name + "_rows";
}

template <class T>
std::vector<std::int32_t> rows_to_store(std::span<const T> values, std::uint64_t economies) {
  std::vector<std::int32_t> rows{0};
  for (std::uint64_t row = 1; row < values.size() / economies; ++row)
    if (!all_undefined(values.subspan(row * economies, economies)))
      rows.push_back(static_cast<std::int32_t>(row));
  return rows;
}

std::vector<std::int32_t> rows_of(const hdf5::Group& root, const std::string& name,
                                  std::uint64_t all) {
  if (!root.has(name_of_rows(name))) {
    std::vector<std::int32_t> every(all);
    std::iota(every.begin(), every.end(), 0);
    return every;
  }
  const hdf5::Dataset stored = root.dataset(name_of_rows(name));
  std::vector<std::int32_t> rows;
  if (stored.type() == hdf5::Type::int32 && stored.shape().size() == 1 && stored.shape()[0] <= all)
    rows = stored.read<std::int32_t>();
  const bool ascend = std::ranges::adjacent_find(rows, std::greater_equal<>()) == rows.end();
  if (rows.empty() || !ascend || rows.front() < 0 || static_cast<std::uint64_t>(rows.back()) >= all)
    throw std::runtime_error("its array " + name_of_rows(name) + " does not fit the experiment");
  return rows;
}

/// Calls take(place in `rows`, first row, their number) for rows that follow each other.
template <class Take>
void for_each_run(std::span<const std::int32_t> rows, const Take& take) {
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
    take(begin, static_cast<std::uint64_t>(rows[begin]), end - begin);
    begin = end;
  }
}

}  // namespace

template <class T>
void store_rows(hdf5::Group& root, const std::string& name, const std::vector<T>& values,
                std::uint64_t economies) {
  const std::vector<std::int32_t> rows = rows_to_store(std::span(values), economies);
  root.store(name_of_rows(name), {rows.size()}, rows);
  hdf5::Dataset stored = root.create_contiguous(name, hdf5::type_of<T>, {rows.size(), economies});
  for_each_run(rows, [&](std::uint64_t at, std::uint64_t row, std::uint64_t count) {
    stored.write_block<T>({at, 0}, {count, economies},
                          std::span(values).subspan(row * economies, count * economies));
  });
}

template void store_rows(hdf5::Group&, const std::string&, const std::vector<double>&,
                         std::uint64_t);
template void store_rows(hdf5::Group&, const std::string&, const std::vector<float>&,
                         std::uint64_t);

StoredRows::StoredRows(const hdf5::Group& root, const std::string& name, hdf5::Type type,
                       std::uint64_t rows, std::uint64_t economies)
    : name_(name), rows_(rows_of(root, name, rows)), all_(rows), economies_(economies) {
  const hdf5::Dataset stored = root.dataset(name);
  if (stored.type() != type || stored.shape() != hdf5::Shape{rows_.size(), economies})
    throw std::runtime_error("its array " + name + " does not fit the experiment");
  const std::uint64_t row = economies * hdf5::bytes_of(type);
  if (rows * row > most_unfolded + unfolded_for_stored * rows_.size() * row)
    throw std::runtime_error("its array " + name + " is too large for a chunk");
}

template <class T>
std::vector<T> StoredRows::take(std::uint64_t first, std::uint64_t count,
                                const TakeRows<T>& read) const {
  std::vector<T> values(count * economies_, static_cast<T>(undefined));
  const auto place = [&](std::uint64_t row) {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(rows_, static_cast<std::int64_t>(row)) - rows_.begin());
  };
  const std::size_t begin = place(first), end = place(first + count);
  for_each_run(std::span(rows_).subspan(begin, end - begin),
               [&](std::uint64_t at, std::uint64_t row, std::uint64_t together) {
                 read(begin + at, together, &values[(row - first) * economies_]);
               });
  return values;
}

template std::vector<float> StoredRows::take(std::uint64_t, std::uint64_t,
                                             const TakeRows<float>&) const;

template <class T>
std::vector<T> StoredRows::read(const hdf5::Group& root, std::uint64_t first,
                                std::uint64_t count) const {
  const hdf5::Dataset stored = root.dataset(name_);
  return take<T>(first, count, [&](std::uint64_t at, std::uint64_t rows, T* values) {
    stored.read_block<T>({at, 0}, {rows, economies_}, std::span(values, rows * economies_));
  });
}

template std::vector<double> StoredRows::read(const hdf5::Group&, std::uint64_t,
                                              std::uint64_t) const;
template std::vector<float> StoredRows::read(const hdf5::Group&, std::uint64_t,
                                             std::uint64_t) const;

}  // namespace taosweep

// A table computed by several threads, row by row: the same rows, whatever their number.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <vector>

#include "host/parallel/workers.hpp"

namespace taosweep {

/// make(i) for i < count, in order. `make` is called by several threads at once, and must not touch
/// what others write (nor HDF5).
template <class Row, class Make>
std::vector<Row> parallel_map(std::uint64_t count, int threads, Make make) {
  constexpr std::uint64_t at_once = 16;
  std::vector<Row> rows(count);
  const auto block = [&](std::uint64_t begin) {
    for (std::uint64_t i = begin; i < std::min(count, begin + at_once); ++i) rows[i] = make(i);
  };
  if (threads < 2 || count < 4 * at_once) {
    for (std::uint64_t begin = 0; begin < count; begin += at_once) block(begin);
    return rows;
  }
  std::atomic<std::uint64_t> next{0};
  Work work;
  work.run = [&](int) {
    for (std::uint64_t begin; (begin = next.fetch_add(at_once)) < count;) block(begin);
  };
  work.watch = [] {};
  work.give_up = [&] { next = count; };
  run_workers(threads, work);
  return rows;
}

}  // namespace taosweep

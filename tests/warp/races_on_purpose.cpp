#include "tests/warp/races_on_purpose.hpp"

#include "tests/warp/device_words.hpp"

namespace taosweep {
namespace {

/// What lies between the write of the first lane and the reads of the others.
template <class Between>
void share(int& word, const Between& between) {
  if (threadIdx.x == 0) word = 1;
  between();
  if (threadIdx.x != 0 && word > 1) throw "nobody wrote this";
}

}  // namespace

void write_and_read(int& word) {
  share(word, [] {});
}
void write_shuffle_and_read(int& word) {
  share(word, [] { __shfl_sync(0xffffffffu, 1, 0); });
}
void write_sync_and_read(int& word) {
  share(word, [] { __syncwarp(); });
}

}  // namespace taosweep

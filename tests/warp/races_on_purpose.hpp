// What lanes of a warp may not do with a word that they share, and what they may.
#pragma once

namespace taosweep {

/// The first lane writes, the others read.
void write_and_read(int& word);
void write_shuffle_and_read(int& word);
void write_sync_and_read(int& word);

}  // namespace taosweep

// HDF5's own types for ours. Only for the sources of this folder.
#pragma once

#include <hdf5.h>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// Type of the elements in a file. It is everybody's: not to be changed.
Handle file_type(Type type);
/// Type of the elements in the memory of this machine.
Handle memory_type(Type type);

/// For what carries links or attributes: their order is kept, and they stand in the header of their
/// object, not in heaps and trees of their own, however many they are.
void keep_links_compact(const Handle& properties);
void make_room_for_links(const Handle& properties, const std::vector<std::string>& names);
void keep_attributes_compact(const Handle& properties);

/// Of attributes that are one value.
Handle space_of_one();

/// Shuffled and deflated, as every dataset that is cut in blocks.
void pack(const Handle& properties, const std::string& attempt);

/// A selection of `count` elements per axis from `start` on.
Handle block_space(hid_t dataset, const Shape& start, const Shape& count);

}  // namespace taosweep::hdf5

// Files and groups: named datasets whose axes are scales of the same group.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/store/hdf5/dataset.hpp"

namespace taosweep::hdf5 {

/// What a reader sees of a dataset besides its numbers.
struct Description {
  std::string units;  ///< "1" for plain numbers
  std::string long_name;
};

/// A dataset to be made over axes of its group, by their names. Floats are NaN where nothing is
/// written. Above 16 KiB it is cut in chunks (`chunk`; empty: the longest trailing block up to 256
/// KiB) that are shuffled and deflated.
struct NewDataset {
  std::string name;
  Type type;
  std::vector<std::string> axes;
  Description about;
  Shape chunk = {};
};

class Drafts;

/// What a file that is made or looked at keeps besides what the library does.
struct InHand {
  /// By path: those that need not be looked for in their groups. The digest asks for all of them
  /// again.
  std::unordered_map<std::string, Dataset> datasets;
  /// Groups whose datasets are held in memory until somebody looks into the file.
  std::vector<std::shared_ptr<Drafts>> drafts;
};

class Group : public Object {
 public:
  Group(Handle handle, std::string path, std::shared_ptr<InHand> in_hand)
      : Object(std::move(handle), std::move(path)), in_hand_(std::move(in_hand)) {}

  /// With room for the members that it will have, as far as they are known: a group that grows
  /// moves what it holds again and again.
  Group create_group(const std::string& name, const std::vector<std::string>& members = {});
  Group group(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Members in the order in which they were made.
  std::vector<std::string> members() const;
  bool is_group(const std::string& name) const;

  /// A coordinate of this group: a dataset of one axis, its
  /// own dimension scale. Lengths are at least 1.
  template <class T>
  Dataset create_axis(const std::string& name, const std::vector<T>& values,
                      const Description& about) {
    Dataset scale = create_plain(name, type_of<T>, {values.size()}, about);
    scale.write(values);
    scale.make_axis(name);
    return scale;
  }
  Dataset create_text_axis(const std::string& name, const std::vector<std::string>& values,
                           const Description& about);

  Dataset create(const NewDataset& wanted);
  /// All of them, over axes that nothing else uses: in time that grows with their number, where
  /// one by one it grows with its square. Where all are small numbers they are held in memory.
  void create_all(const std::vector<NewDataset>& wanted);
  /// create and write at once.
  template <class T>
  Dataset put(const std::string& name, const std::vector<std::string>& axes,
              const std::vector<T>& values, const Description& about) {
    Dataset dataset = create({name, type_of<T>, axes, about});
    dataset.write(values);
    return dataset;
  }

  /// A dataset without named axes, neither cut nor
  /// compressed: for files that only this program reads.
  template <class T>
  void store(const std::string& name, const Shape& shape, const std::vector<T>& values) {
    create_contiguous(name, type_of<T>, shape).write(values);
  }

  /// The same, still to be written.
  Dataset create_contiguous(const std::string& name, Type type, const Shape& shape);

  Dataset dataset(const std::string& name) const;

  /// The dataset, which is not cut, need not be looked for in its group from now on. Those that are
  /// cut would keep pieces in memory.
  void keep(const Dataset& dataset) const;

 protected:
  std::shared_ptr<InHand> in_hand_;  // of the file, shared by its groups

 private:
  /// Into the file, where they are held in memory.
  void write_drafts() const;
  Dataset create_plain(const std::string& name, Type type, const Shape& shape,
                       const Description& about);
  std::string path_of(const std::string& name) const {
    return path_ == "/" ? "/" + name : path_ + "/" + name;
  }
};

/// The root group of a file. Object times are off, so that equal contents give equal bytes.
class File : public Group {
 public:
  static File create(const std::string& path);
  static File open(const std::string& path);
  /// A file in memory that never reaches the disk by itself.
  static File in_memory();
  /// The bytes of the file as they would be stored.
  std::vector<std::byte> image();

  /// Writes everything out and closes. Throws Hdf5Error where any of it, now or before, did not
  /// reach the disk.
  void close();

 private:
  File(Handle file, Handle root)
      : Group(std::move(root), "/", std::make_shared<InHand>()), file_(std::move(file)) {}
  void write_all_drafts();

  Handle file_;
  std::uint64_t failed_before_ = failed_closes().count;
};

}  // namespace taosweep::hdf5

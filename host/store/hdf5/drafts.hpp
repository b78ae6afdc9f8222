// How datasets are made. Small ones of a group wait in memory, so that each is made, described,
// written and closed at one go: then the library keeps nothing of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/store/hdf5/group.hpp"
#include "host/store/hdf5/held.hpp"

namespace taosweep::hdf5 {

/// True of a dataset that is stored in blocks, shuffled and deflated.
bool is_cut(Type type, const Shape& shape, const Shape& chunk);

/// Without its axes: those are only named.
Dataset make_dataset(const Handle& group, const std::string& path, const NewDataset& wanted,
                     const Shape& shape);

/// The same over axes, which makes it no scale itself: its missing floats are named.
Dataset make_over_axes(const Handle& group, const std::string& path, const NewDataset& wanted,
                       const Shape& shape);

/// Datasets of one group, in the order in which they are its members.
class Drafts {
 public:
  Drafts(Handle group, std::string path) : group_(std::move(group)), path_(std::move(path)) {}

  const std::string& path() const { return path_; }
  /// Each of its axes was asked for before.
  void add(const NewDataset& wanted, const Shape& shape);
  /// The scale of that name, as `find` gives it the first time.
  const Dataset& scale(const std::string& name, const std::function<Dataset()>& find);

  /// True where all are numbers, and none is cut.
  bool all_small() const;
  /// Datasets whose numbers stay in memory until write(); `all` must be these.
  static std::vector<Dataset> hold(const std::shared_ptr<Drafts>& all);
  /// Into the file, where they are not there yet. `made` is told of each that was neither held nor
  /// is cut.
  void write(const std::function<void(const Dataset&)>& made = {});

 private:
  struct Draft {
    NewDataset wanted;
    Shape shape;
    std::shared_ptr<Held> held;
  };
  std::string path_of(const Draft& draft) const { return path_ + "/" + draft.wanted.name; }

  Handle group_;
  std::string path_;
  std::vector<Draft> drafts_;
  std::map<std::string, Dataset> scales_;
};

}  // namespace taosweep::hdf5

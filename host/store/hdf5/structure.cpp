#include "host/store/hdf5/structure.hpp"

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "host/store/hdf5/held.hpp"
#include "host/store/hdf5/types.hpp"

namespace taosweep::hdf5 {

namespace {

constexpr hsize_t most_members = 4096;            // of a group
constexpr hsize_t most_attributes = 256;          // of an object
constexpr std::uint64_t most_elements = 1 << 16;  // of an attribute
constexpr std::uint64_t most_text = 1 << 23;      // of an attribute [B]
constexpr int most_axes = 8;
constexpr std::uint64_t most_held = 1 << 14;  // of a dataset [B]
// A byte of deflate stands for 1032 at most.
constexpr std::uint64_t most_inflation = 1032;

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw StructureError(path + ": " + what);
}

std::uint64_t product(std::uint64_t a, std::uint64_t b, const std::string& path) {
  std::uint64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) refuse(path, "its shape has no size");
  return result;
}

Type known_type(hid_t type, const std::string& path) {
  if (H5Tcommitted(type) != 0) refuse(path, "its type is an object of its own");
  for (const Type known :
       {Type::float64, Type::float32, Type::int32, Type::int64, Type::uint32, Type::byte})
    if (H5Tequal(type, file_type(known).id()) > 0) return known;
  if (H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0) return Type::text;
  refuse(path, "its elements are of a type that no results file has");
}

class Walk {
 public:
  Walk(const File& file, std::uint64_t size) : file_(file), size_(size), text_left_(size) {}

  void visit_root() {
    object(file_.id(), "/");
    H5O_info_t info;
    about(file_.id(), "/", info);
    reached_.insert(info.addr);
    visit_members(file_.id(), "/", 0);
  }

  std::vector<FoundDataset> datasets() && { return std::move(datasets_); }

 private:
  void about(hid_t id, const std::string& path, H5O_info_t& info) {
    check(H5Oget_info2(id, &info, H5O_INFO_BASIC | H5O_INFO_NUM_ATTRS), "look at " + path);
  }

  /// What holds of groups and datasets alike. Returns its units, where they are one text as this
  /// program writes it.
  std::optional<std::string> object(hid_t id, const std::string& path) {
    H5O_info_t info;
    about(id, path, info);
    if (info.rc != 1) refuse(path, "several links lead to it");
    if (info.num_attrs > most_attributes) refuse(path, "it has too many attributes");
    std::vector<std::string> names;
    const auto take = [](hid_t, const char* name, const H5A_info_t*, void* list) -> herr_t {
      static_cast<std::vector<std::string>*>(list)->emplace_back(name);
      return 0;
    };
    hsize_t position = 0;
    check(H5Aiterate2(id, H5_INDEX_NAME, H5_ITER_NATIVE, &position, take, &names),
          "attributes of " + path);
    std::optional<std::string> units;
    for (const std::string& name : names) {
      std::optional<std::string> text = attribute(id, path + " attribute " + name, name);
      if (name == "units") units = std::move(text);
    }
    return units;
  }

  /// Returns what it says, where it is one text as this program writes it.
  std::optional<std::string> attribute(hid_t object, const std::string& path,
                                       const std::string& name) {
    Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), path);
    Handle type(H5Aget_type(attribute.id()), path), space(H5Aget_space(attribute.id()), path);
    const hssize_t count = H5Sget_simple_extent_npoints(space.id());
    if (count < 0 || static_cast<std::uint64_t>(count) > most_elements)
      refuse(path, "it has too many values");
    if (H5Tcommitted(type.id()) != 0) refuse(path, "its type is an object of its own");
    const std::size_t bytes = H5Tget_size(type.id());
    switch (H5Tget_class(type.id())) {
      case H5T_INTEGER:
      case H5T_FLOAT:
        if (bytes > 8) break;
        return std::nullopt;
      case H5T_STRING:
        if (H5Tis_variable_str(type.id()) > 0)
          return texts(attribute, type, static_cast<std::size_t>(count), path);
        if (bytes > most_elements) break;
        return std::nullopt;
      case H5T_VLEN:
        if (name == "DIMENSION_LIST") return std::nullopt;
        break;
      case H5T_COMPOUND:
        if (name == "REFERENCE_LIST") return std::nullopt;
        break;
      default:
        break;
    }
    refuse(path, "it is of a type that no results file has");
  }

  std::optional<std::string> texts(const Handle& attribute, const Handle& type, std::size_t count,
                                   const std::string& path) {
    std::vector<char*> pointers(count, nullptr);
    check(H5Aread(attribute.id(), type.id(), pointers.data()), [&] { return "read " + path; });
    std::optional<std::string> one;
    for (char* pointer : pointers) {
      const std::uint64_t length = pointer ? std::char_traits<char>::length(pointer) : 0;
      if (count == 1 && length <= most_text) one.emplace(pointer ? pointer : "");
      H5free_memory(pointer);
      if (length > most_text || length > text_left_) refuse(path, "it is too long");
      text_left_ -= length;
    }
    return H5Tget_cset(type.id()) == H5T_CSET_UTF8 ? one : std::nullopt;
  }

  void visit_members(hid_t group, const std::string& path, int depth) {
    H5G_info_t about_group;
    check(H5Gget_info(group, &about_group), "look at " + path);
    if (about_group.nlinks > most_members) refuse(path, "it has too many members");
    if (about_group.mounted) refuse(path, "another file is mounted on it");
    std::vector<std::pair<std::string, H5L_info_t>> links;
    const auto take = [](hid_t, const char* name, const H5L_info_t* link, void* list) -> herr_t {
      static_cast<std::vector<std::pair<std::string, H5L_info_t>>*>(list)->emplace_back(name,
                                                                                        *link);
      return 0;
    };
    hsize_t position = 0;
    check(H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, &position, take, &links),
          "members of " + path);
    for (const auto& [name, link] : links) {
      const std::string member = (path == "/" ? path : path + "/") + name;
      if (link.type != H5L_TYPE_HARD)
        refuse(member, "it is a link to elsewhere, and results files have none");
      if (name.empty() || name == "." || name.find('/') != std::string::npos)
        refuse(member, "it has a name that no object may have");
      if (!reached_.insert(link.u.address).second) refuse(member, "several links lead to it");
      // By its place: names are looked for one by one in a group without a heap.
      Handle opened(H5Oopen_by_addr(group, link.u.address), [&] { return "open " + member; });
      std::optional<std::string> units = object(opened.id(), member);
      switch (H5Iget_type(opened.id())) {
        case H5I_GROUP:
          if (depth > 0) refuse(member, "groups of groups are in no results file");
          visit_members(opened.id(), member, depth + 1);
          break;
        case H5I_DATASET:
          dataset(std::move(opened), member, std::move(units));
          break;
        default:
          refuse(member, "it is neither a group nor a dataset");
      }
    }
  }

  void dataset(Handle opened, const std::string& path, std::optional<std::string> units) {
    const hid_t id = opened.id();
    Handle type(H5Dget_type(id), path), space(H5Dget_space(id), path),
        made(H5Dget_create_plist(id), path);
    FoundDataset found{path, known_type(type.id(), path), {}, 0};
    const H5S_class_t kind = H5Sget_simple_extent_type(space.id());
    const int rank = H5Sget_simple_extent_ndims(space.id());
    if ((kind != H5S_SIMPLE && kind != H5S_SCALAR) || rank < 0 || rank > most_axes)
      refuse(path, "it has no shape that results files have");
    std::array<hsize_t, most_axes> lengths{}, most{};
    if (rank > 0) check(H5Sget_simple_extent_dims(space.id(), lengths.data(), most.data()), path);
    found.bytes = stored_size(found.type);
    for (int axis = 0; axis < rank; ++axis) {
      if (most[axis] != lengths[axis]) refuse(path, "its shape is not fixed");
      found.shape.push_back(lengths[axis]);
      found.bytes = product(found.bytes, lengths[axis], path);
    }
    if (H5Pget_external_count(made.id()) != 0) refuse(path, "its data lie in another file");
    storage(id, space.id(), made.id(), found);
    if (H5Pget_layout(made.id()) != H5D_CHUNKED && found.type != Type::text &&
        found.bytes <= most_held)
      hold(std::move(opened), found, std::move(units));
    datasets_.push_back(std::move(found));
  }

  /// Takes into memory what is asked of a small dataset again, by the digest and the checks of the
  /// schema: to open it anew takes longer. What cannot be read is told by those who want it.
  void hold(Handle opened, const FoundDataset& found, std::optional<std::string> units) {
    Known known{found.type, found.shape, std::move(units)};
    const Dataset dataset(std::move(opened), found.path);
    try {
      known.axes = dataset.axis_places();
      std::vector<std::byte> numbers =
          dataset.bytes_of_block(Shape(found.shape.size(), 0), found.shape);
      const auto open = [file = file_.id(), path = found.path] {
        return Handle(H5Dopen2(file, path.c_str(), H5P_DEFAULT), "open dataset " + path);
      };
      file_.keep(Dataset(std::make_shared<Held>(found.type, found.shape, std::move(numbers), open),
                         found.path, std::make_shared<Known>(std::move(known))));
    } catch (const Hdf5Error&) {
    }
  }

  void storage(hid_t id, hid_t space, hid_t made, const FoundDataset& found) {
    const std::string& path = found.path;
    const H5D_layout_t layout = H5Pget_layout(made);
    if (layout != H5D_COMPACT && layout != H5D_CONTIGUOUS && layout != H5D_CHUNKED)
      refuse(path, "its data are put together from elsewhere");
    H5D_space_status_t status;
    check(H5Dget_space_status(id, &status), path);
    const std::uint64_t stored = H5Dget_storage_size(id);
    stored_ = product(1, stored_ + stored, path);
    if (stored > size_ || stored_ > size_) refuse(path, "it claims more bytes than the file has");
    // Of compressed pieces this call only says that they are smaller than they should be.
    if (found.bytes > 0 && layout != H5D_CHUNKED && status != H5D_SPACE_STATUS_ALLOCATED)
      refuse(path, "not all of its data are in the file");
    const int filters = H5Pget_nfilters(made);
    bool deflated = false;
    for (int i = 0; i < filters; ++i) {
      unsigned flags = 0, config = 0;
      std::size_t values = 0;
      const H5Z_filter_t filter = H5Pget_filter2(made, static_cast<unsigned>(i), &flags, &values,
                                                 nullptr, 0, nullptr, &config);
      deflated = deflated || filter == H5Z_FILTER_DEFLATE;
      if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE)
        refuse(path, "its data went through a filter other than shuffle and deflate");
    }
    if (filters > 2) refuse(path, "its data went through more filters than results files have");
    if (layout != H5D_CHUNKED) {
      if (stored != found.bytes) refuse(path, "its shape and its data have different sizes");
      return;
    }
    std::array<hsize_t, most_axes> block{};
    const auto rank = static_cast<int>(found.shape.size());
    if (H5Pget_chunk(made, rank, block.data()) != rank) refuse(path, "its pieces have no shape");
    std::uint64_t pieces = 1, bytes = stored_size(found.type);
    for (int axis = 0; axis < rank; ++axis) {
      const std::uint64_t length = found.shape[axis];
      if (block[axis] == 0 || block[axis] > length) refuse(path, "its pieces are larger than it");
      pieces = product(pieces, length / block[axis] + (length % block[axis] > 0), path);
      bytes = product(bytes, block[axis], path);
    }
    hsize_t held = 0;
    check(H5Dget_num_chunks(id, space, &held), "look at " + path);
    // Pieces that were never written, as shards have them of cells they do not hold, read as they
    // were declared. What they claim is bounded over all datasets.
    if (held > pieces) refuse(path, "it has more pieces than its shape");
    const std::uint64_t claimed = product(pieces, bytes, path) / (deflated ? most_inflation : 1);
    if (held == pieces && claimed > stored)
      refuse(path, "its shape and its data have different sizes");
    if (held < pieces) claimed_ += claimed + 1;
    if (claimed > size_ || claimed_ > size_)
      refuse(path, "it claims more than a file of this size can hold");
  }

  /// Of an element. A text is the place of its bytes: a length, an address and an index.
  static std::uint64_t stored_size(Type type) {
    return type == Type::text ? 16 : H5Tget_size(file_type(type).id());
  }

  const File& file_;
  const std::uint64_t size_;
  std::uint64_t text_left_, stored_ = 0, claimed_ = 0;
  std::set<haddr_t> reached_;
  std::vector<FoundDataset> datasets_;
};

}  // namespace

std::vector<FoundDataset> look_at_structure(const File& file, std::uint64_t size) {
  Walk walk(file, size);
  walk.visit_root();
  return std::move(walk).datasets();
}

void check_text_size(const Dataset& dataset, std::uint64_t most) {
  Handle space(H5Dget_space(dataset.id()), dataset.path());
  hsize_t bytes = 0;
  check(H5Dvlen_get_buf_size(dataset.id(), memory_type(Type::text).id(), space.id(), &bytes),
        "look at the texts of " + dataset.path());
  if (bytes > most) refuse(dataset.path(), "its texts are longer than the file");
}

std::uint64_t end_of(const File& file) {
  Handle opened(H5Iget_file_id(file.id()), "look at the file");
  haddr_t end = 0;
  check(H5Fget_eoa(opened.id(), &end), "look at the file");
  return end;
}

}  // namespace taosweep::hdf5

// What the HDF5 library keeps in memory of a file that it writes.
#include <gtest/gtest.h>
#include <hdf5.h>

#include <fstream>

#include "host/store/hdf5/group.hpp"
#include "tests/host/folder.hpp"

namespace taosweep {
namespace {

constexpr double kib = 1024;

/// Bytes that this process has read from files.
double bytes_read() {
  std::ifstream counts("/proc/self/io");
  std::string name;
  double bytes = 0;
  counts >> name >> bytes;
  return bytes;
}

/// Bytes of the file's own parts in memory.
double kept_of(const hdf5::File& file) {
  const hid_t opened = H5Iget_file_id(file.id());
  std::size_t most = 0, clean = 0, now = 0;
  EXPECT_GE(H5Fget_mdc_size(opened, &most, &clean, &now, nullptr), 0);
  H5Fclose(opened);
  return static_cast<double>(now);
}

/// So many datasets of three numbers, with names of so many letters, written and closed.
void write_group(hdf5::File& file, const std::string& name, std::size_t datasets,
                 std::size_t letters) {
  std::vector<hdf5::NewDataset> wanted;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < datasets; ++i) {
    const std::string number = std::to_string(i);
    names.push_back(std::string(letters - number.size(), 'x') + number);
    wanted.push_back({names.back(), hdf5::Type::float64, {"day"}, {"TAO", "price"}});
  }
  hdf5::Group group = file.create_group(name, names);
  group.create_axis("day", std::vector<double>{0, 10, 20}, {"d", ""});
  group.create_all(wanted);
  EXPECT_EQ(group.members().size(), datasets + 1);
}

TEST(LibraryCache, HoldsNoMoreOfALargeFileThanOfASmallOne) {
  const samples::Folder folder;
  hdf5::File file = hdf5::File::create(folder / "groups.h5");
  for (const char* name : {"a", "b", "c", "d"}) {
    write_group(file, name, 1000, 20);
    EXPECT_LT(kept_of(file), 300 * kib) << "a dataset takes some 700 B";
  }
}

// The names take 3,000 x 70 B and more: read anew for each dataset they would be 600 MB.
TEST(LibraryCache, KeepsTheNamesOfAGroupHoweverManyTheyAre) {
  const samples::Folder folder;
  hdf5::File file = hdf5::File::create(folder / "names.h5");
  const double before = bytes_read();
  ASSERT_GT(before, 0) << "/proc/self/io says nothing here";
  write_group(file, "group", 3000, 60);
  EXPECT_LT(bytes_read() - before, 5e6);
  EXPECT_LT(kept_of(file), 600 * kib);
}

}  // namespace
}  // namespace taosweep

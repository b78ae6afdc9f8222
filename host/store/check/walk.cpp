#include "host/store/check/walk.hpp"

#include <filesystem>

#include <fmt/core.h>

#include "host/experiment/hashes.hpp"
#include "host/store/check/counts.hpp"
#include "host/store/check/digest.hpp"
#include "host/store/check/follows.hpp"
#include "host/store/check/plan.hpp"
#include "host/store/hdf5/axes.hpp"
#include "host/store/hdf5/blocks.hpp"
#include "host/store/hdf5/structure.hpp"
#include "host/store/read/in_use.hpp"
#include "host/store/read/open.hpp"
#include "host/store/schema.hpp"
#include "host/text/sha256.hpp"
#include "kernels/model_version.hpp"

namespace taosweep {

namespace {

const std::string broken_seal = "damaged: its bytes do not fit its seal";
constexpr std::string_view hdf5_signature = "\x89HDF\r\n\x1a\n";

/// Every number and text of a dataset, and the scales it names.
void read_whole(const hdf5::Dataset& dataset, const hdf5::FoundDataset& found,
                hdf5::AxisNames& axis_names) {
  axis_names.of(dataset);
  if (found.type == hdf5::Type::text)
    dataset.read_texts();
  else
    hdf5::for_each_block(found.shape, 1 << 19, [&](const auto& start, const auto& count) {
      dataset.bytes_of_block(start, count);
    });
}

/// All whose paths begin like this.
std::vector<std::string> unreadable(const hdf5::Group& root,
                                    const std::vector<hdf5::FoundDataset>& datasets,
                                    const std::string& beginning) {
  std::vector<std::string> faults;
  hdf5::AxisNames axis_names;
  for (const hdf5::FoundDataset& found : datasets) {
    if (!found.path.starts_with(beginning)) continue;
    try {
      read_whole(dataset_at(root, found.path), found, axis_names);
    } catch (const hdf5::Hdf5Error& error) {
      faults.push_back(fmt::format("{} cannot be read: {}", found.path, error.what()));
    }
  }
  return faults;
}

void check_texts(const hdf5::Group& root, const std::vector<hdf5::FoundDataset>& datasets,
                 std::uint64_t size) {
  for (const hdf5::FoundDataset& found : datasets)
    if (found.type == hdf5::Type::text) hdf5::check_text_size(dataset_at(root, found.path), size);
}

/// The config, before it is parsed or anything is computed from it.
void check_hashes(const hdf5::Group& root, const Experiment& experiment,
                  std::vector<std::string>& faults) {
  if (config_hash_of(experiment) != experiment.config_hash)
    faults.push_back("the config and the inputs do not fit config_hash");
  if (design_hash_of(experiment) != experiment.design_hash)
    faults.push_back("the design does not fit design_hash");
  if (experiment.inputs.empty()) faults.push_back("/inputs holds no file");
  const hdf5::Group inputs = root.group("inputs");
  for (std::size_t i = 0; i < experiment.inputs.size(); ++i) {
    const InputFile& input = experiment.inputs[i];
    if (sha256_hex(input.bytes) != inputs.dataset("file_" + std::to_string(i)).text("sha256"))
      faults.push_back(
          fmt::format("the bytes of /inputs/file_{} ({}) do not fit their sha256", i, input.name));
  }
}

void check_content(const hdf5::File& root, const std::vector<hdf5::FoundDataset>& datasets,
                   Admission& found) {
  std::vector<std::string>& faults = found.faults;
  const auto add = [&](const std::vector<std::string>& sentences) {
    faults.insert(faults.end(), sentences.begin(), sentences.end());
  };
  try {
    // Reads all that is under the contract; then the rest.
    found.digest = digest_of(root);
    found.digest_fits = found.digest == root.text("content_digest");
    add(unreadable(root, datasets, "/intervals/"));
    add(unreadable(root, datasets, "/run/"));
    add(unreadable(root, datasets, "/inputs/"));
  } catch (const hdf5::Hdf5Error& error) {
    const std::vector<std::string> all = unreadable(root, datasets, "/");
    if (all.empty()) throw;
    add(all);
  }
  stored_facts(root);
  const Layout layout = layout_of(root);
  const bool of_this_version = root.whole("model_version") == model_version;
  if (of_this_version && root.whole("schema_version") == schema_version)
    add(check_plan(root, layout));
  const std::size_t hashed = faults.size();
  check_hashes(root, stored_experiment(root), faults);
  // The config of another version may hold keys that this one does not know.
  if (faults.size() == hashed && of_this_version) add(check_origin(root, layout));
}

std::string harm(const std::string& what) {
  return "damaged or hostile: " + what;
}

}  // namespace

bool begins_as_hdf5(const std::string& file) {
  return first_bytes(file, hdf5_signature.size()) == hdf5_signature;
}

Admission walk_results(const std::string& file, bool past_a_broken_seal) {
  Admission found;
  const auto refuse = [&](Fitness fitness, const std::string& reason) {
    found.fitness = fitness;
    found.refusal = reason;
    // What else is wrong follows from this.
    if (found.seal == Seal::broken) {
      found.fitness = Fitness::damaged;
      found.refusal = broken_seal + (reason.empty() ? "" : " (" + reason + ")");
    }
    return found;
  };
  const std::uint64_t size = std::filesystem::file_size(file);
  try {
    if (!begins_as_hdf5(file))
      return refuse(Fitness::no_results,
                    "not a whole results file (it does not begin as an HDF5 file does)");
    // Every byte is read here, so that a disk which fails is told apart from damage.
    found.seal = look_at_seal(file);
  } catch (const UnreadableFile& error) {
    return refuse(Fitness::unreadable, error.what());
  }
  if (found.seal == Seal::broken) {
    if (!past_a_broken_seal) return refuse(Fitness::damaged, "");
    found.faults.push_back(broken_seal);
  }
  try {
    const hdf5::File root = hdf5::File::open(file);
    if (found.seal != Seal::broken &&
        hdf5::end_of(root) + (found.seal == Seal::absent ? 0 : seal_size) != size) {
      found.seal = Seal::broken;
      found.faults.push_back(broken_seal);
    }
    if (!root.has_attribute("schema_version") || !root.has_attribute("content_digest"))
      return refuse(Fitness::no_results, "this is an HDF5 file, but no results file of taosweep");
    const std::int64_t schema = root.whole("schema_version");
    // open_results says what to do about these.
    if (schema < oldest_schema_read || schema > schema_version) return found;
    const auto datasets = hdf5::look_at_structure(root, size);
    check_texts(root, datasets, size);
    check_counts(root, datasets);
    check_content(root, datasets, found);
  } catch (const hdf5::StructureError& error) {
    return refuse(Fitness::damaged, harm(error.what()));
  } catch (const hdf5::Hdf5Error& error) {
    return refuse(Fitness::damaged, fmt::format("not a whole results file ({})", error.what()));
  } catch (const UsageError& error) {
    return refuse(Fitness::damaged, harm(error.what()));
  }
  return found;
}

std::string walk_chunk(const std::string& file) {
  try {
    const std::uint64_t size = std::filesystem::file_size(file);
    if (!begins_as_hdf5(file)) return "it does not begin as an HDF5 file does";
    const hdf5::File root = hdf5::File::open(file);
    if (hdf5::end_of(root) + seal_size != size) return harm("its seal is not where its end is");
    const auto datasets = hdf5::look_at_structure(root, size);
    for (const hdf5::FoundDataset& found : datasets)
      if (found.type == hdf5::Type::text) return harm(found.path + " is a text");
    const std::vector<std::string> faults = unreadable(root, datasets, "/");
    return faults.empty() ? "" : faults.front();
  } catch (const hdf5::StructureError& error) {
    return harm(error.what());
  } catch (const hdf5::Hdf5Error& error) {
    return error.what();
  }
}

}  // namespace taosweep

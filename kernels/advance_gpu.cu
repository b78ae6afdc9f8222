// Economies on a GPU, one warp each: memory, copies, and the order of launches.
#include <cuda_runtime_api.h>

#include <algorithm>
#include <stdexcept>

#include "kernels/advance.hpp"
#include "kernels/chain/needs.hpp"
#include "kernels/economy/setup.hpp"
#include "kernels/gpu/launch.hpp"
#include "kernels/outcomes/finish.hpp"

namespace taosweep {

namespace {

/// Economies that stand on the device at once; a state takes 20 KB, series some 15 KB a year.
constexpr std::size_t batch_economies = 8192;
/// Blocks of one launch: short enough for a watchdog and for a signal to be heeded.
constexpr int launch_blocks = 30 * static_cast<int>(blocks_per_day);

void check(cudaError_t error, const char* what) {
  if (error == cudaSuccess) return;
  throw std::runtime_error(std::string("CUDA: ") + what + ": " + cudaGetErrorString(error));
}

/// Memory of the device that is given back at the end of its scope.
template <class T>
class DeviceArray {
 public:
  explicit DeviceArray(std::size_t size) : size_(size) {
    check(cudaMalloc(&data_, std::max<std::size_t>(size, 1) * sizeof(T)), "no memory for a batch");
  }
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;
  ~DeviceArray() { cudaFree(data_); }

  T* data() const { return data_; }
  void put(const std::vector<T>& from) {
    check(cudaMemcpy(data_, from.data(), size_ * sizeof(T), cudaMemcpyHostToDevice),
          "copy to device");
  }
  void get(std::vector<T>& to) const {
    to.resize(size_);
    check(cudaMemcpy(to.data(), data_, size_ * sizeof(T), cudaMemcpyDeviceToHost),
          "copy from device");
  }

 private:
  T* data_ = nullptr;
  std::size_t size_;
};

template <class T, class F>
std::vector<T> of_jobs(std::span<const Job> jobs, F of) {
  std::vector<T> values;
  values.reserve(jobs.size());
  for (const Job& job : jobs) values.push_back(of(job));
  return values;
}

/// Runs jobs that all need `Slots` slots.
template <int Slots>
std::vector<EconomyResult> run_batch(std::span<const Job> jobs, const RecordPlan& plan,
                                     const std::atomic<bool>* stop) {
  const EconomyResult empty = empty_result(plan);
  const auto parameters = of_jobs<Parameters>(jobs, [](const Job& j) { return j.parameters; });
  const auto keys = of_jobs<ShockKey>(jobs, [](const Job& j) { return j.key; });
  const auto clocks = of_jobs<Clock>(
      jobs, [&](const Job& j) { return make_clock(j.parameters, plan.series_days); });
  const auto segments =
      of_jobs<Segments>(jobs, [](const Job& j) { return make_segments(j.parameters); });
  std::vector<EconomyState<Slots>> states(jobs.size());
  std::vector<float> series, paths;
  int end = 0;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    set_launch_state(parameters[i], clocks[i], segments[i], keys[i], states[i]);
    series.insert(series.end(), empty.series.begin(), empty.series.end());
    paths.insert(paths.end(), empty.path.begin(), empty.path.end());
    end = std::max(end, clocks[i].stop);
  }
  DeviceArray<Parameters> device_parameters(jobs.size());
  DeviceArray<ShockKey> device_keys(jobs.size());
  DeviceArray<Clock> device_clocks(jobs.size());
  DeviceArray<Segments> device_segments(jobs.size());
  DeviceArray<EconomyState<Slots>> device_states(jobs.size());
  DeviceArray<float> device_series(series.size()), device_paths(paths.size());
  device_parameters.put(parameters);
  device_keys.put(keys);
  device_clocks.put(clocks);
  device_segments.put(segments);
  device_states.put(states);
  device_series.put(series);
  if (!paths.empty()) device_paths.put(paths);
  const BatchView<Slots> view{device_parameters.data(),
                              device_clocks.data(),
                              device_segments.data(),
                              device_keys.data(),
                              device_states.data(),
                              device_series.data(),
                              paths.empty() ? nullptr : device_paths.data(),
                              empty.series.size(),
                              empty.path.size(),
                              time_count(TimeAxis::day, plan)};
  for (int until = launch_blocks;; until += launch_blocks) {
    unsigned needs = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i)
      needs |= needs_between(parameters[i], segments[i], until - launch_blocks, until);
    in_family(needs, [&](auto family) {
      launch_advance<family()>(view, static_cast<unsigned>(jobs.size()), until);
    });
    check(cudaGetLastError(), "launch");
    check(cudaDeviceSynchronize(), "run");
    if (until >= end) break;
    if (stop && *stop) return std::vector<EconomyResult>(jobs.size(), empty);
  }
  device_states.get(states);
  device_series.get(series);
  if (!paths.empty()) device_paths.get(paths);

  std::vector<EconomyResult> results(jobs.size(), empty);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    std::copy_n(series.begin() + i * empty.series.size(), empty.series.size(),
                results[i].series.begin());
    std::copy_n(paths.begin() + i * empty.path.size(), empty.path.size(), results[i].path.begin());
    finish(parameters[i], clocks[i], segments[i], states[i], results[i]);
  }
  return results;
}

std::vector<EconomyResult> run_batch(int slots, std::span<const Job> jobs, const RecordPlan& plan,
                                     const std::atomic<bool>* stop) {
  switch (slots) {
    case 1:
      return run_batch<1>(jobs, plan, stop);
    case 2:
      return run_batch<2>(jobs, plan, stop);
    case 3:
      return run_batch<3>(jobs, plan, stop);
    default:
      return run_batch<4>(jobs, plan, stop);
  }
}

}  // namespace

bool cuda_compiled() {
  return true;
}

std::vector<DeviceInfo> cuda_devices() {
  int count = 0;
  if (cudaGetDeviceCount(&count) != cudaSuccess) return {};  // no driver or no card
  std::vector<DeviceInfo> devices;
  for (int i = 0; i < count; ++i) {
    cudaDeviceProp p;
    check(cudaGetDeviceProperties(&p, i), "properties of a device");
    devices.push_back(
        {i, p.name, std::to_string(p.major) + "." + std::to_string(p.minor), p.totalGlobalMem});
  }
  return devices;
}

std::vector<EconomyResult> advance_cuda(std::span<const Job> jobs, const RecordPlan& plan,
                                        int device, const std::atomic<bool>* stop) {
  check(cudaSetDevice(device), "choice of device");
  std::vector<EconomyResult> results(jobs.size(), empty_result(plan));
  for (int slots = 1; slots <= 4; ++slots) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      if (make_clock(jobs[i].parameters, plan.series_days).slots == slots) chosen.push_back(i);
    }
    for (std::size_t first = 0; first < chosen.size(); first += batch_economies) {
      if (stop && *stop) return results;
      const std::size_t size = std::min(batch_economies, chosen.size() - first);
      std::vector<Job> batch;
      for (std::size_t i = 0; i < size; ++i) batch.push_back(jobs[chosen[first + i]]);
      std::vector<EconomyResult> part = run_batch(slots, batch, plan, stop);
      for (std::size_t i = 0; i < size; ++i) results[chosen[first + i]] = std::move(part[i]);
    }
  }
  return results;
}

}  // namespace taosweep

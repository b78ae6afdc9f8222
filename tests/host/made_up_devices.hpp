// Devices for machines without any: economies on the reference back end, quantiles and counts by
// Thrust's host system, and what was asked of each.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "host/run/devices.hpp"

namespace taosweep {

struct MadeUpDevice {
  std::atomic<int> economies{0}, blocks{0}, values{0};
  std::atomic<bool> breaks{false};  ///< its summaries fail
  std::atomic<double> shift{0};     ///< is added to its quantiles
};

struct MadeUpDevices {
  std::vector<std::shared_ptr<MadeUpDevice>> each;
  Devices devices;

  explicit MadeUpDevices(int count) {
    devices.name = "made up";
    devices.speed = 1e7;
    for (int i = 0; i < count; ++i) add();
  }

  int economies() const { return sum(&MadeUpDevice::economies); }
  int blocks() const { return sum(&MadeUpDevice::blocks); }
  int values() const { return sum(&MadeUpDevice::values); }

 private:
  void add() {
    const auto device = each.emplace_back(std::make_shared<MadeUpDevice>());
    Engine engine = engine_of_cpu(reference_isa);
    engine.name = "made-up:" + std::to_string(devices.engines.size());
    engine.at_once = 2;
    engine.advance = [device, advance = engine.advance](std::span<const Job> jobs,
                                                        const RecordPlan& plan,
                                                        const std::atomic<bool>* stop) {
      device->economies += static_cast<int>(jobs.size());
      return advance(jobs, plan, stop);
    };
    engine.summarise = [device](std::span<const double> values,
                                std::span<const std::int32_t> segments, int segment_count,
                                std::span<const double> edges) {
      if (device->breaks) throw std::runtime_error("out of order");
      ++device->blocks;
      device->values += static_cast<int>(values.size());
      Summaries made = summarise(values, segments, segment_count, edges);
      for (double& quantile : made.quantiles) quantile += device->shift;
      return made;
    };
    devices.engines.push_back(std::move(engine));
  }

  int sum(std::atomic<int> MadeUpDevice::*count) const {
    int all = 0;
    for (const auto& device : each) all += (*device).*count;
    return all;
  }
};

}  // namespace taosweep

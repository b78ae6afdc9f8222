// All jobs of a call through a card, batch by batch; several threads may do so at a time.
#pragma once

#include <atomic>
#include <stdexcept>
#include <string>
#include <utility>

#include "kernels/gpu/batch_on_card.hpp"
#include "kernels/gpu/batch_size.hpp"
#include "kernels/gpu/card.hpp"

namespace taosweep {

/// Runs a batch. False where it was told to stop before all its economies had ended.
///
/// What goes before and after the launches runs while another thread has its turn, and with the
/// last economies, which no longer fill the card, the next batch begins.
template <int Slots, class Machine>
bool run_batch(Machine& machine, Card& card, std::span<const Job> jobs, const BatchPlan& plan,
               const RecordPlan& record, const std::atomic<bool>* stop,
               std::span<EconomyResult> results) {
  BatchOnCard<Slots, Machine> batch(machine, plan, record);
  batch.set_up(jobs);
  {
    Turn::Hold turn(card.turn);
    LaunchPace pace = card.pace(Slots);
    std::int32_t from = 0;
    for (const FamilyUntil& stretch : plan.stretches) {
      const std::uint32_t warps = machine.template warps<Slots>(stretch.family);
      batch.begin(std::exchange(from, stretch.block));
      for (std::uint32_t left = batch.places(); left > 0;) {
        if (stop && *stop) return false;
        const LaunchSize size = launch_size(pace.steps(plan.steps_of_tick), plan.steps_of_tick,
                                            batch.places(), left, warps);
        pace.took(size.of_warp, batch.launch(stretch, size, std::min(warps, left)));
        left = batch.left();
        if (&stretch == &plan.stretches.back() && left < warps) turn.give_back();
      }
    }
    card.keep_pace(Slots, pace);
  }
  batch.finish(results);
  return true;
}

template <class Machine>
bool run_batch(Machine& machine, Card& card, std::span<const Job> jobs, const BatchPlan& plan,
               const RecordPlan& record, const std::atomic<bool>* stop,
               std::span<EconomyResult> results) {
  switch (plan.slots) {
    case 1:
      return run_batch<1>(machine, card, jobs, plan, record, stop, results);
    case 2:
      return run_batch<2>(machine, card, jobs, plan, record, stop, results);
    case 3:
      return run_batch<3>(machine, card, jobs, plan, record, stop, results);
    default:
      return run_batch<4>(machine, card, jobs, plan, record, stop, results);
  }
}

/// advance_cuda on a machine of any kind.
template <class Machine>
std::vector<EconomyResult> advance_on(Machine& machine, Card& card, std::span<const Job> jobs,
                                      const RecordPlan& record, const std::atomic<bool>* stop) {
  std::vector<EconomyResult> results(jobs.size(), empty_result(record));
  const SortedJobs all = sorted(jobs, record);
  std::size_t most = jobs.size();  // that the card has not refused
  for (std::size_t first = 0; first < jobs.size();) {
    if (stop && *stop) return results;
    const int slots = all.settings[all.setting[all.order[first]]].clock.slots;
    const std::size_t warps = machine.warps(slots),
                      each = card_bytes_each(slots, record, all.branched),
                      left = jobs.size() - first, memory = machine.memory_for_batch();
    const std::size_t size = std::min(most, batch_size(left, warps, memory, each));
    if (size == 0) throw std::runtime_error(no_memory_for_one(each, memory));
    const BatchPlan plan = batch_from(all, first, size);
    try {
      if (!run_batch(machine, card, jobs, plan, record, stop, results)) return results;
      first += plan.jobs.size();
    } catch (const NoMemoryForBatch&) {
      most = smaller_batch(plan.jobs.size(), warps);
    }
  }
  return results;
}

}  // namespace taosweep

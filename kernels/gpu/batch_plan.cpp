#include "kernels/gpu/batch_plan.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "kernels/gpu/task_length.hpp"

namespace taosweep {
namespace {

/// Bytes are compared, so that parameters a library could not compare (NaN stands for "as the era
/// says") are equal where they are the same; others than equal ones are no harm.
std::string_view bytes_of(const Parameters& parameters) {
  return {reinterpret_cast<const char*>(&parameters), sizeof parameters};
}

}  // namespace

SortedJobs sorted(std::span<const Job> jobs, const RecordPlan& plan) {
  SortedJobs all;
  all.setting.reserve(jobs.size());
  std::unordered_map<std::string_view, std::uint32_t> known;
  if (!jobs.empty()) all.start = jobs.front().start;
  for (const Job& job : jobs) {
    if (job.start != all.start) throw std::invalid_argument("jobs of a call begin at one state");
    all.branched = all.branched || job.key.branches;
    const auto next = static_cast<std::uint32_t>(all.settings.size());
    const auto [found, is_new] = known.emplace(bytes_of(job.parameters), next);
    if (is_new) all.settings.push_back(setting_of(job.parameters, plan.series_days));
    all.setting.push_back(found->second);
  }
  for (const Setting& setting : all.settings) all.families.push_back(families_in_time(setting));

  // Settings are put in order once, and jobs by the place of theirs. What lasts longest comes
  // first: at the end little is left that others could not run beside.
  std::vector<std::uint32_t> settings(all.settings.size()), place(all.settings.size());
  std::iota(settings.begin(), settings.end(), 0u);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const Clock &first = all.settings[a].clock, &second = all.settings[b].clock;
    if (first.slots != second.slots) return first.slots < second.slots;
    const auto less = [](const FamilyUntil& x, const FamilyUntil& y) {
      return std::tie(x.family, y.block) < std::tie(y.family, x.block);
    };
    return std::lexicographical_compare(all.families[a].begin(), all.families[a].end(),
                                        all.families[b].begin(), all.families[b].end(), less);
  };
  std::stable_sort(settings.begin(), settings.end(), before);
  for (std::uint32_t i = 0; i < settings.size(); ++i) place[settings[i]] = i;
  all.order.resize(jobs.size());
  std::iota(all.order.begin(), all.order.end(), std::size_t{0});
  std::stable_sort(all.order.begin(), all.order.end(), [&](std::size_t a, std::size_t b) {
    return place[all.setting[a]] < place[all.setting[b]];
  });
  return all;
}

BatchPlan batch_from(const SortedJobs& all, std::size_t first, std::size_t economies) {
  BatchPlan batch;
  std::unordered_map<std::uint32_t, std::uint32_t> taken;
  std::vector<std::vector<FamilyUntil>> families;
  for (std::size_t i = first; i < all.order.size() && batch.jobs.size() < economies; ++i) {
    const std::size_t job = all.order[i];
    const std::uint32_t setting = all.setting[job];
    const Clock& clock = all.settings[setting].clock;
    if (batch.jobs.empty()) batch.slots = clock.slots;
    if (clock.slots != batch.slots) break;
    const auto next = static_cast<std::uint32_t>(batch.settings.size());
    const auto [found, is_new] = taken.emplace(setting, next);
    if (is_new) {
      batch.settings.push_back(all.settings[setting]);
      families.push_back(all.families[setting]);
      batch.steps_of_tick = std::max(batch.steps_of_tick, most_steps_of_tick(clock));
    }
    batch.jobs.push_back(job);
    batch.setting.push_back(found->second);
  }
  batch.stretches = together(families);
  batch.start = all.start;
  batch.branched = all.branched;
  return batch;
}

}  // namespace taosweep

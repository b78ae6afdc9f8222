// A batch on its way through a card: up, set up, launches, outcomes back.
#pragma once

#include <algorithm>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>

#include "kernels/gpu/batch_layout.hpp"
#include "kernels/gpu/batch_plan.hpp"
#include "kernels/gpu/launch_pace.hpp"

namespace taosweep {

/// What a Machine throws where the card, or the host, has no memory for a batch.
struct NoMemoryForBatch : std::bad_alloc {
  const char* what() const noexcept override { return "no memory for a batch"; }
};

/// A Machine is a card as one thread sees it: memory on both sides, and a queue in which everything
/// asked of it runs in order, until wait() returns (cuda_machine.hpp; tests make up their own).
template <int Slots, class Machine>
class BatchOnCard {
 public:
  BatchOnCard(Machine& machine, const BatchPlan& plan, const RecordPlan& record)
      : machine_(machine),
        plan_(plan),
        at_(Slots, plan.jobs.size(), plan.settings.size(), plan.start != nullptr, record,
            plan.branched),
        card_(machine.card(at_.end)),
        host_(machine.host(at_.host_bytes())),
        view_(view_at<Slots>(card_, at_)) {}

  /// Settings, keys and a recorded state up; first states, and series that nobody has written, on
  /// the card.
  void set_up(std::span<const Job> jobs) {
    copy(host_ + at_.settings, plan_.settings);
    copy(host_ + at_.setting_of, plan_.setting);
    auto* keys = reinterpret_cast<ShockKey*>(host_ + at_.keys);
    for (std::size_t i = 0; i < plan_.jobs.size(); ++i) {
      keys[i] = jobs[plan_.jobs[i]].key;
      if (!keys[i].branches) continue;
      *branches_at(host_, at_, i) = *keys[i].branches;
      keys[i].branches = branches_at(card_, at_, i);
    }
    if (plan_.start) std::memcpy(host_ + at_.start, plan_.start, sizeof *plan_.start);
    machine_.to_card(card_, host_, at_.up_end);
    machine_.set_up(view_);
    machine_.wait();
  }

  /// Begins a stretch: its tasks are those of the economies that have not ended at block `from`.
  void begin(std::int32_t from) {
    machine_.clear(card_ + at_.arrived, at_.stretch_end - at_.arrived);
    list_.clear();
    for (std::uint32_t i = 0; i < view_.economies; ++i)
      if (plan_.settings[plan_.setting[i]].clock.stop > from) list_.push_back(i);
    listed_ = list_.size();
    put_list();
  }

  /// One launch. No more warps than there is work for, so that others find room on the card.
  /// Returns its time [s].
  double launch(const FamilyUntil& stretch, const LaunchSize& size, std::uint32_t warps) {
    machine_.clear(card_ + at_.taken, at_.launch_end - at_.taken);
    const auto counter = [&](std::size_t at) {
      return reinterpret_cast<std::uint32_t*>(card_ + at);
    };
    const TaskBoard board{counter(at_.list),
                          counter(at_.arrived),
                          counter(at_.gone),
                          counter(at_.taken),
                          counter(at_.done),
                          places(),
                          first_,
                          size.tickets};
    const double seconds = machine_.advance(stretch.family, view_, board, stretch.block, size.steps,
                                            std::min(warps, size.tickets));
    first_ = static_cast<std::uint32_t>((std::uint64_t{first_} + size.tickets) % places());
    return seconds;
  }

  /// Economies that the list of tasks names.
  std::uint32_t places() const { return static_cast<std::uint32_t>(list_.size()); }

  /// Economies that have not reached the end of the stretch, by what launches left. Where they are
  /// few on the list it is made anew: to pass over the others takes a moment each.
  std::uint32_t left() {
    std::byte* counters = host_ + at_.host_counters();
    machine_.to_host(counters, card_ + at_.arrived, sizeof(std::uint32_t));
    machine_.wait();
    std::uint32_t arrived;
    std::memcpy(&arrived, counters, sizeof arrived);
    const auto left = static_cast<std::uint32_t>(listed_ - arrived);
    if (left == 0 || left > list_.size() / 2) return left;
    machine_.to_host(counters, card_ + at_.arrived, at_.stretch_end - at_.arrived);
    machine_.wait();
    const auto* gone = reinterpret_cast<const std::uint32_t*>(counters + (at_.gone - at_.arrived));
    std::erase_if(list_, [gone](std::uint32_t i) { return gone[i] != 0; });
    put_list();
    return left;
  }

  /// Outcomes on the card, then all results back, each to the place of its job.
  void finish(std::span<EconomyResult> results) {
    machine_.finish(view_);
    std::byte* back = host_ + at_.up_end;
    machine_.to_host(back, card_ + at_.outcomes, at_.back_end - at_.outcomes);
    machine_.wait();
    const auto array = [&](std::size_t offset) { return back + (offset - at_.outcomes); };
    for (std::size_t i = 0; i < plan_.jobs.size(); ++i) {
      EconomyResult& result = results[plan_.jobs[i]];
      std::memcpy(result.outcomes, array(at_.outcomes) + i * sizeof result.outcomes,
                  sizeof result.outcomes);
      std::int32_t status;
      std::memcpy(&status, array(at_.statuses) + i * sizeof status, sizeof status);
      result.status = static_cast<Status>(status);
      take(result.series, array(at_.series), i, at_.series_size);
      take(result.path, array(at_.paths), i, at_.path_size);
    }
  }

 private:
  template <class T>
  static void copy(std::byte* to, const std::vector<T>& from) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::memcpy(to, from.data(), from.size() * sizeof(T));
  }
  static void take(std::vector<float>& to, const std::byte* from, std::size_t i, std::size_t size) {
    to.resize(size);
    if (size) std::memcpy(to.data(), from + i * size * sizeof(float), size * sizeof(float));
  }

  void put_list() {
    copy(host_ + at_.list, list_);
    machine_.to_card(card_ + at_.list, host_ + at_.list, list_.size() * sizeof(std::uint32_t));
    machine_.wait();
    first_ = 0;
  }

  Machine& machine_;
  const BatchPlan& plan_;
  const BatchLayout at_;
  std::byte *card_, *host_;
  const BatchView<Slots> view_;
  std::vector<std::uint32_t> list_;
  std::size_t listed_ = 0;   ///< economies at the begin of the stretch
  std::uint32_t first_ = 0;  ///< place whose turn it is
};

}  // namespace taosweep

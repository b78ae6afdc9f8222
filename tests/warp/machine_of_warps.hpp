// A card for machines without any that runs the device code itself: a thread is a warp, and its
// lanes take turns.
#pragma once

#include <exception>
#include <latch>

#include "kernels/chain/needs.hpp"
#include "tests/kernels/gpu/made_up_machine.hpp"
#include "tests/warp/lanes_by_turns.hpp"
#include "tests/warp/warp_programs.hpp"

namespace taosweep {

/// Lanes take turns in orders that follow from `order`; with one warp nothing else is drawn.
class MachineOfWarps : public MadeUpMemory {
 public:
  MachineOfWarps(std::uint32_t warps, std::uint64_t order) : warps_(warps), order_(order) {}

  std::uint32_t warps(int) const { return warps_; }
  template <int Slots>
  std::uint32_t warps(unsigned) const {
    return warps_;
  }
  template <int Slots>
  void set_up(const BatchView<Slots>& batch) {
    for (unsigned i = 0; i < batch.economies; ++i) {
      take_place(i, lanes_of_warp, 0);
      run_warp(next_order(), [&] { set_up_in_lane(batch); });
    }
  }
  template <int Slots>
  double advance(unsigned family, const BatchView<Slots>& batch, const TaskBoard& board, int border,
                 int steps, std::uint32_t warps) {
    std::vector<std::uint64_t> orders;
    for (std::uint32_t i = 0; i < warps; ++i) orders.push_back(next_order());
    std::atomic<std::uint32_t> next = 0;
    std::latch all_are_there(warps);
    a_warp_failed = false;
    std::vector<std::exception_ptr> errors(warps);
    as_warps(warps, [&] {
      const std::uint32_t warp = next++;
      all_are_there.arrive_and_wait();
      try {
        run_warp(orders[warp], [&] {
          in_family(family, [&](auto needs) {
            advance_in_lane<needs(), Slots>(batch, board, border, steps);
          });
        });
      } catch (...) {
        errors[warp] = std::current_exception();
      }
    });
    for (const std::exception_ptr& error : errors)
      if (error) std::rethrow_exception(error);
    return 1e-3;
  }
  template <int Slots>
  void finish(const BatchView<Slots>& batch) {
    constexpr unsigned threads = 64;
    for (unsigned i = 0; i < (batch.economies + threads - 1) / threads; ++i)
      for (unsigned thread = 0; thread < threads; ++thread) {
        take_place(i, threads, thread);
        finish_in_thread(batch);
      }
  }

 private:
  std::uint64_t next_order() { return order_ = order_ * 6364136223846793005u + 1; }

  std::uint32_t warps_;
  std::uint64_t order_;
};

}  // namespace taosweep

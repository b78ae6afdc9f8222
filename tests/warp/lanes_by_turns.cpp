#include "tests/warp/lanes_by_turns.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/context/fiber.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <exception>
#include <stdexcept>
#include <utility>

#include "tests/warp/device_words.hpp"
#include "tests/warp/seen_by_sanitizers.hpp"

namespace taosweep {
namespace {

namespace context = boost::context;

constexpr std::size_t stack_bytes = 1 << 20;

struct Lane {
  context::fiber fiber;
  SeenFiber seen;
  Meeting meeting{};
  MeetingFor what{};
  std::uint64_t held = 0;  ///< meetings so far
  bool ended = false;
};

const char* name_of(Meeting meeting) {
  constexpr const char* names[] = {"a barrier", "a shuffle by xor", "a shuffle", "a vote",
                                   "a ballot"};
  return names[static_cast<std::size_t>(meeting)];
}

/// The lanes of a warp, and what they brought to the last two meetings: none is more than one ahead
/// of another.
class Warp {
 public:
  Warp(std::uint64_t order, const std::function<void()>& program) : random_(order) {
    for (Lane& lane : lanes_)
      lane.fiber =
          context::fiber(std::allocator_arg, context::protected_fixedsize_stack(stack_bytes),
                         [this, &lane, &program](context::fiber&& back) {
                           back_ = std::move(back);
                           SeenFiber::acquire(&launch_);
                           try {
                             program();
                           } catch (const context::detail::forced_unwind&) {
                             throw;
                           } catch (...) {
                             if (!error_) error_ = std::current_exception();
                           }
                           lane.ended = true;
                           SeenFiber::release(&end_);
                           main_.enter();
                           return std::move(back_);
                         });
  }

  void run() {
    SeenFiber::release(&launch_);
    for (;;) {
      const unsigned first = draw(), step = draw() | 1u;
      for (unsigned i = 0; i < lanes_of_warp; ++i) turn_of((first + i * step) % lanes_of_warp);
      if (error_) std::rethrow_exception(error_);
      if (all_ended()) break;
      look_at_meeting();
    }
    SeenFiber::acquire(&end_);
  }

  const std::uint64_t* meet(Meeting meeting, MeetingFor what, std::uint64_t brought) {
    Lane& lane = lanes_[threadIdx.x];
    const unsigned self = threadIdx.x;
    auto& all = brought_[lane.held % 2];
    lane.meeting = meeting;
    lane.what = what;
    all[self] = brought;
    char* const barrier = &barriers_[lane.held % 2];
    ++lane.held;
    if (meeting == Meeting::barrier) SeenFiber::release(barrier);
    main_.enter();
    back_ = std::move(back_).resume();
    if (meeting == Meeting::barrier) SeenFiber::acquire(barrier);
    return all.data();
  }

 private:
  unsigned draw() {
    random_ = random_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<unsigned>(random_ >> 33);
  }
  void turn_of(unsigned i) {
    Lane& lane = lanes_[i];
    if (lane.ended) return;
    threadIdx.x = i;
    lane.seen.enter();
    lane.fiber = std::move(lane.fiber).resume();
  }
  bool all_ended() const {
    for (const Lane& lane : lanes_)
      if (!lane.ended) return false;
    return true;
  }
  void look_at_meeting() const {
    unsigned waits = 0;
    while (lanes_[waits].ended) ++waits;
    const Lane& one = lanes_[waits];
    for (unsigned i = 0; i < lanes_of_warp; ++i) {
      const Lane& other = lanes_[i];
      if (other.ended)
        throw std::logic_error(fmt::format("lane {} waits for all at {}, and lane {} has ended",
                                           waits, name_of(one.meeting), i));
      if (other.meeting != one.meeting || !(other.what == one.what))
        throw std::logic_error(
            fmt::format("lane {} waits for all at {} ({}, {} bytes), and lane {} at {} ({}, {} "
                        "bytes)",
                        waits, name_of(one.meeting), one.what.number, one.what.bytes, i,
                        name_of(other.meeting), other.what.number, other.what.bytes));
    }
  }

  std::array<Lane, lanes_of_warp> lanes_;
  std::array<std::uint64_t, lanes_of_warp> brought_[2] = {};
  char barriers_[2] = {}, launch_ = 0, end_ = 0;  // what sanitizers know them by
  SeenThread main_;
  context::fiber back_;
  std::exception_ptr error_;
  std::uint64_t random_;
};

thread_local Warp* running = nullptr;

}  // namespace

void run_warp(std::uint64_t order, const std::function<void()>& program) {
  Warp warp(order, program);
  running = &warp;
  try {
    warp.run();
  } catch (...) {
    a_warp_failed = true;
    throw;
  }
}

const std::uint64_t* meet(Meeting meeting, MeetingFor what, std::uint64_t brought) {
  return running->meet(meeting, what, brought);
}

}  // namespace taosweep

// Tells the sanitizer of races which lane runs, so that it sees a race between two lanes as one
// between threads.
#pragma once

#if defined(TAOSWEEP_RACES)
#include <sanitizer/tsan_interface.h>
#endif

namespace taosweep {

#if defined(TAOSWEEP_RACES)

/// The thread on which lanes take turns.
class SeenThread {
 public:
  void enter() const { __tsan_switch_to_fiber(self_, __tsan_switch_to_fiber_no_sync); }

 private:
  void* self_ = __tsan_get_current_fiber();
};

/// A lane. Going from one to another orders nothing; release and acquire do.
class SeenFiber {
 public:
  SeenFiber() = default;
  SeenFiber(const SeenFiber&) = delete;
  SeenFiber& operator=(const SeenFiber&) = delete;
  ~SeenFiber() { __tsan_destroy_fiber(self_); }
  void enter() const { __tsan_switch_to_fiber(self_, __tsan_switch_to_fiber_no_sync); }
  static void release(void* barrier) { __tsan_release(barrier); }
  static void acquire(void* barrier) { __tsan_acquire(barrier); }

 private:
  void* self_ = __tsan_create_fiber(0);
};

#else

struct SeenThread {
  void enter() const {}
};
struct SeenFiber {
  void enter() const {}
  static void release(void*) {}
  static void acquire(void*) {}
};

#endif

}  // namespace taosweep

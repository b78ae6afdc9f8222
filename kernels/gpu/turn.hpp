// Whose turn it is to give a card work, where several threads prepare it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace taosweep {

/// One at a time, in the order in which they came.
class Turn {
 public:
  /// Has the turn until it is given back or dies.
  class Hold {
   public:
    explicit Hold(Turn& turn) : turn_(&turn) { turn.wait(); }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
    ~Hold() { give_back(); }
    void give_back() {
      if (turn_) turn_->next();
      turn_ = nullptr;
    }

   private:
    Turn* turn_;
  };

 private:
  void wait() {
    std::unique_lock lock(mutex_);
    const std::uint64_t mine = last_++;
    changed_.wait(lock, [&] { return now_ == mine; });
  }
  void next() {
    const std::lock_guard lock(mutex_);
    ++now_;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t last_ = 0, now_ = 0;
};

}  // namespace taosweep

#include "host/parallel/workers.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace taosweep {
namespace {

/// What the threads of one group share.
class Group {
 public:
  Group(int count, const Work& work) : running_(count), work_(work) {}

  void run(int i) {
    try {
      work_.run(i);
    } catch (...) {
      fail(std::current_exception());
    }
    const std::lock_guard lock(mutex_);
    --running_;
    ended_.notify_one();
  }

  void fail(std::exception_ptr error) {
    {
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = error;
    }
    work_.give_up();
  }

  /// Waits for the end of all threads, or one interval. True at the end.
  bool wait() {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, work_.interval, [&] { return running_ == 0; });
  }

  std::exception_ptr error() const { return error_; }

 private:
  int running_;
  const Work& work_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::exception_ptr error_;
};

}  // namespace

void run_workers(int count, const Work& work) {
  Group group(count, work);
  {
    std::vector<std::jthread> threads;
    try {
      for (int i = 0; i < count; ++i) threads.emplace_back([&group, i] { group.run(i); });
      while (!group.wait()) work.watch();
    } catch (...) {
      group.fail(std::current_exception());
    }
  }
  if (group.error()) std::rethrow_exception(group.error());
}

}  // namespace taosweep

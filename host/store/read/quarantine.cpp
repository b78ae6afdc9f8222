// A fork, not a new program: it costs a millisecond, needs no path to this program, and the library
// works alike inside any other. This process has one thread where files of others are opened (the
// workers of a sweep start later), so that no lock is held by a thread that the child has not.
#include "host/store/read/quarantine.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <fstream>
#include <new>
#include <stdexcept>

#include <fmt/core.h>

namespace taosweep {

namespace {

using Clock = std::chrono::steady_clock;

// Longer answers do not come from work that goes as it should.
constexpr std::size_t longest_answer = 1 << 20;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool memory_is_bounded = false;  // the sanitizer reserves terabytes
#else
constexpr bool memory_is_bounded = true;
#endif

void limit(__rlimit_resource which, rlim_t most, rlim_t hard) {
  rlimit now{};
  ::getrlimit(which, &now);
  now.rlim_cur = std::min(now.rlim_max, most);
  now.rlim_max = std::min(now.rlim_max, hard);
  ::setrlimit(which, &now);
}

/// Address space in use. [B]
std::uint64_t memory_in_use() {
  std::ifstream pages("/proc/self/statm");
  std::uint64_t count = 0;
  pages >> count;
  return count * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void bound_process(double cpu_seconds, std::uint64_t bytes) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent decides what a signal to both means.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGXFSZ, SIGPIPE})
    ::signal(number, SIG_IGN);
  for (const int number : {SIGXCPU, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL})
    ::signal(number, SIG_DFL);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_FSIZE, 0, 0);
  const auto most = static_cast<rlim_t>(std::ceil(cpu_seconds)) + 1;
  limit(RLIMIT_CPU, most, most + 1);  // a signal that tells why, before the one that only kills
  const std::uint64_t held = memory_in_use();
  if (memory_is_bounded && held > 0) limit(RLIMIT_AS, held + bytes, held + bytes);
  const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere < 0) ::_exit(1);
  for (const int terminal : {1, 2}) ::dup2(nowhere, terminal);
  ::close(nowhere);
}

bool send(int pipe, const void* bytes, std::size_t size) {
  const char* next = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = ::write(pipe, next, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    next += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

/// An answer on its way: 'a' or 'f' (fault), its length, its bytes.
bool send_end(int pipe, const StepEnd& end) {
  const char kind = end.fault.empty() ? 'a' : 'f';
  const std::string& text = end.fault.empty() ? end.answer : end.fault;
  const std::uint64_t size = std::min(text.size(), longest_answer);
  return send(pipe, &kind, 1) && send(pipe, &size, sizeof size) && send(pipe, text.data(), size);
}

/// The life of the child.
[[noreturn]] void answer_all(int pipe, std::size_t first, std::size_t count,
                             const std::function<std::string(std::size_t)>& step) {
  for (std::size_t i = first; i < count; ++i) {
    StepEnd end;
    try {
      end.answer = step(i);
    } catch (const std::bad_alloc&) {
      end.fault = "needed more memory than a file of its size may";
    } catch (const std::exception& error) {
      end.fault = fmt::format("ended with '{}'", error.what());
    }
    if (!send_end(pipe, end)) break;
  }
  ::_exit(0);
}

/// The child as its parent sees it. Ended where this goes out of scope.
class Child {
 public:
  template <class Life>
  explicit Child(Life life) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe2");
    id_ = ::fork();
    if (id_ < 0) {
      const int error = errno;
      ::close(ends[0]);
      ::close(ends[1]);
      errno = error;
      fail("fork");
    }
    if (id_ == 0) {
      ::close(ends[0]);
      life(ends[1]);
    }
    ::close(ends[1]);
    pipe_ = ends[0];
  }
  ~Child() {
    ::close(pipe_);
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    reap(0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// False where the child ends, or the time is over, before the bytes have come.
  bool receive(void* bytes, std::size_t size, Clock::time_point deadline) {
    char* next = static_cast<char*>(bytes);
    while (size > 0) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) {
        late_ = true;
        return false;
      }
      pollfd watched{pipe_, POLLIN, 0};
      const int ready = ::poll(&watched, 1, static_cast<int>(std::min<long long>(left, 1000000)));
      if (ready < 0 && errno != EINTR) fail("poll");
      if (ready <= 0) continue;
      const ssize_t got = ::read(pipe_, next, size);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      next += got;
      size -= static_cast<std::size_t>(got);
    }
    return true;
  }

  /// Why no answer came.
  std::string last_words(const Bounds& one, const Bounds& all) {
    if (late_) return fmt::format("took more than {:.0f} s", one.seconds);
    // Its end of the pipe is closed: it has ended, but for what the system does then.
    int status = 0;
    for (int tries = 0; tries < 500 && id_ > 0; ++tries) {
      status = reap(WNOHANG);
      if (id_ > 0) ::usleep(2000);
    }
    if (id_ > 0 || !WIFSIGNALED(status)) return "ended early";
    return WTERMSIG(status) == SIGXCPU
               ? fmt::format("took more than {:.0f} s of computing", all.cpu_seconds)
               : fmt::format("ended by signal {}", WTERMSIG(status));
  }

 private:
  [[noreturn]] static void fail(const char* call) {
    throw std::runtime_error(fmt::format("cannot look at a file in a process of its own: {}: {}",
                                         call, std::strerror(errno)));
  }

  /// Its status where it has ended.
  int reap(int options) {
    int status = 0;
    pid_t ended = -1;
    do ended = ::waitpid(id_, &status, options);
    while (ended < 0 && errno == EINTR);
    if (ended != 0) id_ = -1;
    return status;
  }

  pid_t id_ = -1;
  int pipe_ = -1;
  bool late_ = false;
};

}  // namespace

std::vector<StepEnd> in_quarantine(std::size_t count,
                                   const std::function<std::string(std::size_t)>& step,
                                   const std::function<Bounds(std::size_t)>& bounds) {
  std::vector<StepEnd> ends;
  while (ends.size() < count) {
    Bounds all{0, 0, 0};
    for (std::size_t i = ends.size(); i < count; ++i) {
      const Bounds one = bounds(i);
      all.cpu_seconds += one.cpu_seconds;
      all.bytes = std::max(all.bytes, one.bytes);
    }
    const std::size_t first = ends.size();
    Child child([&](int pipe) {
      bound_process(all.cpu_seconds, all.bytes);
      answer_all(pipe, first, count, step);
    });
    while (ends.size() < count) {
      const Bounds one = bounds(ends.size());
      const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                               std::chrono::duration<double>(one.seconds));
      char kind = 0;
      std::uint64_t size = 0;
      std::string text;
      bool whole = child.receive(&kind, 1, deadline) &&
                   child.receive(&size, sizeof size, deadline) && size <= longest_answer;
      if (whole) {
        text.resize(size);
        whole = child.receive(text.data(), size, deadline);
      }
      if (!whole) {
        ends.push_back({"", child.last_words(one, all)});
        break;
      }
      ends.push_back(kind == 'a' ? StepEnd{text, ""} : StepEnd{"", text});
    }
  }
  return ends;
}

}  // namespace taosweep

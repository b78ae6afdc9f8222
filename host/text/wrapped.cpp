#include "host/text/wrapped.hpp"

#include "host/text/words.hpp"

namespace taosweep {

std::string wrapped(std::string_view text, std::size_t first, std::size_t others) {
  constexpr std::size_t width = 100;
  std::string all, line(first, ' ');
  bool empty = true;
  for (const std::string& word : split(text, ' ')) {
    if (!empty && line.size() + 1 + word.size() > width) {
      all += line + "\n";
      line.assign(others, ' ');
      empty = true;
    }
    line += (empty ? "" : " ") + word;
    empty = false;
  }
  return all + line + "\n";
}

std::string wrapped(std::string_view text, std::size_t indent) {
  return wrapped(text, indent, indent);
}

}  // namespace taosweep

#include "host/commands/differences_text.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/core.h>

#include "host/text/words.hpp"

namespace taosweep {
namespace {

/// "/outcomes" of "/outcomes/NAME differs: ..".
std::string group_of(const std::string& sentence) {
  return sentence.substr(0, sentence.find('/', 1));
}

/// 0: what was run; 1: what came of each economy; 2: what follows from that.
std::size_t level_of(const std::string& group) {
  if (group == "/outcomes" || group == "/paths") return 1;
  const bool follows = group == "/intervals" || group == "/shard" ||
                       group.starts_with("/distributions") || group.starts_with("/differences") ||
                       group.starts_with("/series");
  return follows ? 2 : 0;
}

}  // namespace

std::string differences_text(const std::string& file, const std::string& against,
                             const std::vector<std::string>& differences) {
  std::array<std::vector<std::string>, 3> levels;
  for (const std::string& difference : differences)
    levels[level_of(group_of(difference))].push_back(difference);
  const auto first =
      std::find_if(levels.begin(), levels.end(), [](const auto& level) { return !level.empty(); });
  std::string text = fmt::format("{} and {} differ in {}\n", file, against,
                                 counted(differences.size(), "dataset"));
  if (first == levels.end()) return text;
  for (const std::string& sentence : *first) text += sentence + "\n";
  std::map<std::string, std::size_t> later;
  for (auto level = first + 1; level != levels.end(); ++level)
    for (const std::string& sentence : *level) ++later[group_of(sentence)];
  if (later.empty()) return text;
  return text + "and what follows from that: " +
         joined_as(
             later,
             [](const auto& group) { return fmt::format("{} of {}", group.second, group.first); }) +
         "\n";
}

}  // namespace taosweep

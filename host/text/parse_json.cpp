#include "host/text/parse_json.hpp"

#include <set>
#include <vector>

#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr int most_levels = 64;
/// Members of an object are looked through one after another.
constexpr std::size_t most_members = 1000;

/// Names so far of each object that is open.
class Names {
 public:
  void open() { open_.emplace_back(); }
  void close() { open_.pop_back(); }
  /// Why this name cannot follow; empty = it can.
  std::string complaint(const std::string& name) {
    std::set<std::string>& names = open_.back();
    if (names.size() == most_members)
      return "an object has more than " + std::to_string(most_members) + " members";
    if (!names.insert(name).second) return "\"" + name + "\" stands twice in one object";
    return "";
  }

 private:
  std::vector<std::set<std::string>> open_;
};

/// The library's words without its number of the error.
std::string reason(const std::string& what) {
  const auto end = what.find("] ");
  return end == std::string::npos ? what : what.substr(end + 2);
}

}  // namespace

Json parse_json(const std::string& text, const std::string& file) {
  using Event = Json::parse_event_t;
  Names names;
  const auto look = [&](int depth, Event event, const Json& value) {
    if (depth > most_levels)
      throw UsageError(file + ": nests deeper than " + std::to_string(most_levels) +
                       " levels: no state of a network does; save it anew from its source");
    if (event == Event::object_start) names.open();
    if (event == Event::object_end) names.close();
    if (event == Event::key) {
      const std::string why = names.complaint(value.get_ref<const std::string&>());
      if (!why.empty()) throw UsageError(file + ": " + why + ": keep one of them");
    }
    return true;
  };
  try {
    return Json::parse(text, look);
  } catch (const Json::exception& error) {
    throw UsageError(file + ": no JSON: " + reason(error.what()) +
                     "; is the file cut off, or NaN in it? Save it anew from its source");
  }
}

}  // namespace taosweep

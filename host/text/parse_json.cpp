#include "host/text/parse_json.hpp"

#include <set>
#include <vector>

#include "host/text/shortened.hpp"
#include "host/usage_error.hpp"

namespace taosweep {
namespace {

constexpr std::size_t most_levels = 64;
/// Members of an object are looked through one after another.
constexpr std::size_t most_members = 1000;

/// The library's words without its number of the error.
std::string reason(const std::string& what) {
  const auto end = what.find("] ");
  return end == std::string::npos ? what : what.substr(end + 2);
}

/// Walks over the text before anything of it is kept.
class Bounds : public Json::json_sax_t {
 public:
  explicit Bounds(const std::string& file) : file_(file) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    std::set<std::string>& names = open_.back();
    if (names.size() == most_members)
      refuse("an object has more than " + std::to_string(most_members) +
             " members: no state of a network has; save it anew from its source");
    if (!names.insert(name).second)
      refuse("\"" + shortened(name) + "\" stands twice in one object: keep one of them");
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const Json::exception& error) override {
    refuse("no JSON: " + reason(error.what()) +
           "; is the file cut off, or NaN in it? Save it anew from its source");
  }

 private:
  bool open() {
    if (open_.size() == most_levels)
      refuse("nests deeper than " + std::to_string(most_levels) +
             " levels: no state of a network does; save it anew from its source");
    open_.emplace_back();
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  [[noreturn]] void refuse(const std::string& why) const { throw UsageError(file_ + ": " + why); }

  const std::string& file_;
  std::vector<std::set<std::string>> open_;  ///< names so far of each object that is open
};

}  // namespace

Json parse_json(const std::string& text, const std::string& file) {
  Bounds bounds(file);
  Json::sax_parse(text, &bounds);
  return Json::parse(text);
}

}  // namespace taosweep

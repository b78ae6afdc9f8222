// Which line of a config, or which --set, a complaint about the config as a whole is about.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "host/config/config_file.hpp"

namespace taosweep {

class Places {
 public:
  /// `name` stands where no line is to blame.
  Places(const ConfigText& config, std::string name);

  /// Of the first of these keys that is set, "time.days" or "sweep.points"; but a --set among them
  /// comes first, since the file was good without it.
  std::string of(std::initializer_list<std::string> keys) const;
  /// The same over all lines of the sections "arms" and "arm NAME".
  std::string of_arms() const;
  /// The same over the keys that a sentence names, in the order in which it names them.
  std::string of_sentence(const std::string& sentence) const;
  /// Of every key that is set: in [vary], by an arm, or by a line of its own.
  std::map<std::string, std::string> all() const;

 private:
  struct Entry {
    std::string key, where;
    bool from_set, of_arms, of_era;
  };
  std::string choice(const std::vector<const Entry*>& entries) const;

  std::string name_;
  std::vector<Entry> entries_;
};

}  // namespace taosweep

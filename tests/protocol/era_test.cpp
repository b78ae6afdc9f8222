#include "kernels/protocol/era.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <string>

namespace taosweep {
namespace {

const ParameterInfo* find(const char* key) {
  for (const ParameterInfo& info : parameter_table)
    if (std::strcmp(info.key, key) == 0) return &info;
  return nullptr;
}

TEST(Eras, AreTheChoicesOfProtocolEraInOrder) {
  std::string names;
  for (const Era& era : era_table) names += (names.empty() ? "" : "|") + std::string(era.name);
  EXPECT_EQ(names, find("protocol.era")->choices);
}

TEST(Eras, SetEveryParameterOfTheProtocolThatTheChainFixes) {
  // What the chain does not fix: which era, and what happened before the attacker registers.
  const std::set<std::string> open = {"protocol.era", "protocol.last_lock_tao"};
  for (const Era& era : era_table) {
    std::set<std::string> set;
    for (const EraSetting& s : era.settings)
      if (s.key) {
        EXPECT_TRUE(set.insert(s.key).second) << s.key << " twice";
      }
    for (const ParameterInfo& info : parameter_table) {
      const std::string key = info.key;
      if (key.rfind("protocol.", 0) != 0) continue;
      EXPECT_EQ(set.count(key), open.count(key) ? 0u : 1u) << key;
    }
  }
}

TEST(Eras, StayInsideTheRanges) {
  for (const Era& era : era_table)
    for (const EraSetting& setting : era.settings) {
      if (!setting.key) continue;
      const ParameterInfo* info = find(setting.key);
      ASSERT_NE(info, nullptr) << setting.key;
      EXPECT_GE(setting.value, info->low) << setting.key;
      EXPECT_LE(setting.value, info->high) << setting.key;
    }
}

TEST(LaunchEra, IsWhatParametersDefaultTo) {
  const Parameters defaults;
  for (const EraSetting& setting : era_table[0].settings)
    if (setting.key) {
      EXPECT_EQ(setting.value, find(setting.key)->of(defaults)) << setting.key;
    }
}

}  // namespace
}  // namespace taosweep

// SHA-256 of bytes: names configs, designs, inputs and results by what they hold.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace taosweep {

/// Hash of bytes that arrive in pieces.
class Sha256 {
 public:
  Sha256();
  void update(const void* bytes, std::size_t size);
  void update(std::string_view text) { update(text.data(), text.size()); }
  /// 64 lower-case hexadecimal digits. Call once, after the last update.
  std::string hex();

 private:
  std::unique_ptr<void, void (*)(void*)> context_;
};

/// Hash of a whole text or block of bytes, 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace taosweep

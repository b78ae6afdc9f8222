#include "host/text/sha256.hpp"

#include <openssl/evp.h>

#include <stdexcept>

namespace taosweep {
namespace {

EVP_MD_CTX* as_context(void* context) {
  return static_cast<EVP_MD_CTX*>(context);
}

void require(int ok) {
  if (ok != 1) throw std::runtime_error("libcrypto could not compute a SHA-256");
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new(), [](void* p) { EVP_MD_CTX_free(as_context(p)); }) {
  require(context_ ? EVP_DigestInit_ex(as_context(context_.get()), EVP_sha256(), nullptr) : 0);
}

void Sha256::update(const void* bytes, std::size_t size) {
  require(EVP_DigestUpdate(as_context(context_.get()), bytes, size));
}

std::string Sha256::hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  require(EVP_DigestFinal_ex(as_context(context_.get()), digest, &size));
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 15];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

}  // namespace taosweep

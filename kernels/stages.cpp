// The stages of a block in words, from the list that runs.
#include "kernels/economy/stages/stages.hpp"
#include "kernels/economy/without_pools.hpp"

#include "kernels/advance.hpp"

namespace taosweep {

std::vector<std::string> stages_of_a_block(bool pools) {
  if (!pools) return {without_pools_sentence};
  return {std::begin(OneBlock::sentences), std::end(OneBlock::sentences)};
}

}  // namespace taosweep

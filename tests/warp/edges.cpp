// What stands before and after the steps, by the device code.
#include "tests/warp/device_words.hpp"

#include "kernels/gpu/edge_kernels.cuh"
#include "tests/warp/warp_programs.hpp"

namespace taosweep {

template <int Slots>
void set_up_in_lane(const BatchView<Slots>& batch) {
  set_up_kernel<Slots>(batch);
}
template <int Slots>
void finish_in_thread(const BatchView<Slots>& batch) {
  finish_kernel<Slots>(batch);
}
void take_place(unsigned block, unsigned threads, unsigned thread) {
  blockIdx.x = block;
  blockDim.x = threads;
  threadIdx.x = thread;
}

template void set_up_in_lane(const BatchView<1>&);
template void set_up_in_lane(const BatchView<2>&);
template void set_up_in_lane(const BatchView<3>&);
template void set_up_in_lane(const BatchView<4>&);
template void finish_in_thread(const BatchView<1>&);
template void finish_in_thread(const BatchView<2>&);
template void finish_in_thread(const BatchView<3>&);
template void finish_in_thread(const BatchView<4>&);

}  // namespace taosweep

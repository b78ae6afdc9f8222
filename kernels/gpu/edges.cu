#include "kernels/gpu/edge_kernels.cuh"
#include "kernels/gpu/launch.cuh"

namespace taosweep {

template <int Slots>
void launch_set_up(const BatchView<Slots>& batch, cudaStream_t stream) {
  launch(set_up_kernel<Slots>, batch.economies, 32, stream, batch);
}
template <int Slots>
void launch_finish(const BatchView<Slots>& batch, cudaStream_t stream) {
  launch(finish_kernel<Slots>, (batch.economies + 63) / 64, 64, stream, batch);
}

template void launch_set_up(const BatchView<1>&, cudaStream_t);
template void launch_set_up(const BatchView<2>&, cudaStream_t);
template void launch_set_up(const BatchView<3>&, cudaStream_t);
template void launch_set_up(const BatchView<4>&, cudaStream_t);
template void launch_finish(const BatchView<1>&, cudaStream_t);
template void launch_finish(const BatchView<2>&, cudaStream_t);
template void launch_finish(const BatchView<3>&, cudaStream_t);
template void launch_finish(const BatchView<4>&, cudaStream_t);

}  // namespace taosweep

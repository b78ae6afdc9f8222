#include "kernels/engines/engine.hpp"

namespace taosweep {

Engine engine_of_cpu(Isa isa) {
  return {"cpu",
          [isa](std::span<const Job> jobs, const RecordPlan& plan, const std::atomic<bool>* stop) {
            return advance_cpu(jobs, plan, isa, stop);
          },
          summarise};
}

Engine engine_of_gpu(int device) {
  return {
      "cuda:" + std::to_string(device),
      [device](std::span<const Job> jobs, const RecordPlan& plan, const std::atomic<bool>* stop) {
        return advance_cuda(jobs, plan, device, stop);
      },
      [device](std::span<const double> values, std::span<const std::int32_t> segments,
               int segment_count, std::span<const double> edges) {
        return summarise_cuda(values, segments, segment_count, edges, device);
      }};
}

}  // namespace taosweep

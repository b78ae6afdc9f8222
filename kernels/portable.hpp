// Qualifiers: the one file that names the compiler. Everything else is plain C++20.
#pragma once

// Always inlined on the CPU too: packs stay in registers, and no instruction-set specific copy of a
// function that several back ends share can be picked by the linker for a processor that lacks the
// instructions.
#if defined(__CUDACC__)
#define TAOSWEEP_HD __host__ __device__ __forceinline__
#else
#define TAOSWEEP_HD inline __attribute__((always_inline))
#endif

// Stands before a loop over packs whose arrays must stay in the registers of a GPU thread.
#if defined(__CUDACC__)
#define TAOSWEEP_UNROLL _Pragma("unroll")
#else
#define TAOSWEEP_UNROLL
#endif

// Qualifiers: the one file that names the compiler. Everything else is plain C++20.
#pragma once

// In code for instructions that the rest may not have (cmake/instruction_sets.cmake sets
// TAOSWEEP_WIDE) formulas are always inlined: packs stay in registers, and no copy compiled for
// them can be linked into code that must run without them.
#if defined(__CUDACC__)
#define TAOSWEEP_HD __host__ __device__ __forceinline__
#define TAOSWEEP_UNROLL _Pragma("unroll")
#elif defined(TAOSWEEP_WIDE)
#define TAOSWEEP_HD inline __attribute__((always_inline))
#define TAOSWEEP_UNROLL
#else
#define TAOSWEEP_HD inline
#define TAOSWEEP_UNROLL
#endif

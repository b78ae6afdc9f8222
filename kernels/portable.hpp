// Qualifiers: the one file that names the compiler. Everything else is plain C++20.
#pragma once

// In code for a wider instruction set formulas are always inlined: packs stay in registers, and no
// copy compiled for it can be linked into code that must run without it.
#if defined(__CUDACC__)
#define TAOSWEEP_HD __host__ __device__ __forceinline__
#define TAOSWEEP_UNROLL _Pragma("unroll")
#elif defined(__AVX2__)
#define TAOSWEEP_HD inline __attribute__((always_inline))
#define TAOSWEEP_UNROLL
#else
#define TAOSWEEP_HD inline
#define TAOSWEEP_UNROLL
#endif

// Qualifiers: the one file that names the compiler. Everything else is plain C++20.
#pragma once

#if defined(__CUDACC__)
#define TAOSWEEP_HD __host__ __device__ __forceinline__
#else
#define TAOSWEEP_HD inline
#endif

// Qualifiers: the one file that names the compiler. Everything else is plain C++20.
#pragma once

// In code for instructions that the rest may not have (cmake/instruction_sets.cmake sets
// TAOSWEEP_WIDE) formulas are always inlined: packs stay in registers, and no copy compiled for
// them can be linked into code that must run without them.
//
// TAOSWEEP_RARE marks what the hot loop runs once in a while: on a GPU it is called, so that its
// registers are not those of the loop. What its pointers reach lies in memory: hand it copies.
// TAOSWEEP_CALLED marks what is called everywhere: templates over an economy or its lanes, whose
// copies for different instructions have different names.
//
// TAOSWEEP_ROLLED stands over loops of one lane over all subnets, which run once: unrolled they
// would take registers and time to compile.
#if defined(__CUDACC__)
#define TAOSWEEP_HD __host__ __device__ __forceinline__
#define TAOSWEEP_RARE inline __host__ __device__ __noinline__
#define TAOSWEEP_CALLED TAOSWEEP_RARE
#define TAOSWEEP_UNROLL _Pragma("unroll")
#define TAOSWEEP_ROLLED _Pragma("unroll 1")
#elif defined(TAOSWEEP_WIDE)
#define TAOSWEEP_HD inline __attribute__((always_inline))
#define TAOSWEEP_RARE TAOSWEEP_HD
#define TAOSWEEP_CALLED inline __attribute__((noinline))
#define TAOSWEEP_UNROLL
#else
#define TAOSWEEP_HD inline
#define TAOSWEEP_RARE TAOSWEEP_HD
#define TAOSWEEP_CALLED inline __attribute__((noinline))
#define TAOSWEEP_UNROLL
#endif
#ifndef TAOSWEEP_ROLLED
#define TAOSWEEP_ROLLED
#endif

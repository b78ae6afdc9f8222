// What nvcc makes of arithmetic is read in the PTX of this page: see cmake/cuda_arithmetic.cmake.
#ifdef __FAST_MATH__
#error "sums are taken in another order than they are written, in the host's part of the GPU program"
#endif

extern "C" __global__ void operations(double* d, float* f) {
  d[0] = d[1] * d[2] + d[3];
  f[0] = f[1] * f[2] + f[3];
  d[4] = d[5] / d[6];
  f[4] = f[5] / f[6];
  d[7] = __builtin_sqrt(d[8]);
  f[7] = __builtin_sqrtf(f[8]);
}

extern "C" __global__ void sine(float* f) { f[0] = sinf(f[1]); }

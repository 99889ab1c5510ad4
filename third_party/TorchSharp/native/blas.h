// The BLAS below libtorch, called past it.
#pragma once
#include <cstdint>

namespace lts {
using Sgemm = void (*)(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*, const float*,
                       const int*, const float*, float*, const int*);

// Fortran's sgemm, or null where libtorch keeps its BLAS to itself (MKL).
Sgemm sgemm();

// Between making and destroying, a product uses one thread: for callers that run products side by side.
class SingleThreadedBlas {
 public:
  SingleThreadedBlas();
  ~SingleThreadedBlas();

 private:
  int before_;
};
}  // namespace lts

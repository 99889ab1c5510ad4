// What every file of the shim shares. A tensor crosses the border as a pointer to an at::Tensor on the heap, which is what TorchSharp's
// Tensor.Handle is too. A call that fails returns null, or -1, and leaves its message for lts_error.
#pragma once
#include <ATen/core/Tensor.h>
#if __has_include(<torch/csrc/api/include/torch/version.h>)
#include <torch/csrc/api/include/torch/version.h>
#else
#include <torch/version.h>
#endif
#include <cstdint>
#include <exception>
#include <utility>

// 113 for 1.13, 207 for 2.7. Debian's 1.13.1 says 1.13.0.
#define LTS_TORCH (TORCH_VERSION_MAJOR * 100 + TORCH_VERSION_MINOR)
#define LTS_API extern "C" __attribute__((visibility("default")))

using at::Tensor;
using Handle = Tensor*;

namespace lts {
// Keeps the message for the calling thread.
void set_error(const std::exception& error);
void set_error(const char* message);

// Tensors that the other side holds, in all threads.
void count_tensors(int64_t difference);

inline Handle wrap(Tensor&& tensor) {
  count_tensors(1);
  return new Tensor(std::move(tensor));
}
inline Tensor optional(Handle handle) { return handle ? *handle : Tensor(); }
inline at::IntArrayRef sizes(const int64_t* data, int count) { return {data, static_cast<size_t>(count)}; }
inline at::Scalar scalar(double value, int integral) {
  return integral ? at::Scalar(static_cast<int64_t>(value)) : at::Scalar(value);
}
inline at::TensorOptions options(int dtype, int device) {  // device: -1 the CPU, otherwise the index of a GPU
  return at::TensorOptions()
      .dtype(static_cast<at::ScalarType>(dtype))
      .device(device < 0 ? at::Device(at::kCPU) : at::Device(at::kCUDA, static_cast<at::DeviceIndex>(device)));
}
}  // namespace lts

// The body of a function that returns a tensor.
#define LTS_TENSOR(...)                     \
  try {                                     \
    return lts::wrap(__VA_ARGS__);          \
  } catch (const std::exception& e) {       \
    lts::set_error(e);                      \
    return nullptr;                         \
  }
// The body of a function that returns 0.
#define LTS_DO(...)                         \
  try {                                     \
    __VA_ARGS__;                            \
    return 0;                               \
  } catch (const std::exception& e) {       \
    lts::set_error(e);                      \
    return -1;                              \
  }

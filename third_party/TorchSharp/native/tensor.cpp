// A tensor's life, facts and data.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Functions.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <cstring>

LTS_API void lts_free(Handle t) {
  if (!t) return;
  lts::count_tensors(-1);
  delete t;
}

LTS_API Handle lts_empty(const int64_t* s, int n, int dtype, int device) { LTS_TENSOR(at::empty(lts::sizes(s, n), lts::options(dtype, device))) }
LTS_API Handle lts_full(const int64_t* s, int n, double value, int integral, int dtype, int device) {
  LTS_TENSOR(at::full(lts::sizes(s, n), lts::scalar(value, integral), lts::options(dtype, device)))
}
LTS_API Handle lts_arange(int64_t start, int64_t stop, int64_t step, int dtype, int device) {
  LTS_TENSOR(at::arange(start, stop, step, lts::options(dtype, device)))
}
LTS_API Handle lts_full_like(Handle t, double value, int dtype, int device) {
  LTS_TENSOR(at::full_like(*t, value, lts::options(dtype, device)))
}
LTS_API Handle lts_empty_like(Handle t, int dtype, int device) { LTS_TENSOR(at::empty_like(*t, lts::options(dtype, device))) }

// Copies from memory of the other side, of the tensor's own element type.
LTS_API Handle lts_from_memory(const void* data, const int64_t* s, int n, int dtype) {
  try {
    Tensor t = at::empty(lts::sizes(s, n), lts::options(dtype, -1));
    std::memcpy(t.data_ptr(), data, t.nbytes());
    return lts::wrap(std::move(t));
  } catch (const std::exception& e) {
    lts::set_error(e);
    return nullptr;
  }
}
LTS_API int lts_copy_out(Handle t, void* to, int64_t bytes) {
  LTS_DO({
    Tensor host = t->detach().to(at::kCPU).contiguous();
    TORCH_CHECK(static_cast<int64_t>(host.nbytes()) == bytes, "the tensor has ", host.nbytes(), " bytes, not ", bytes);
    std::memcpy(to, host.data_ptr(), static_cast<size_t>(bytes));
  })
}
LTS_API void* lts_data(Handle t) {
  try {
    return t->data_ptr();
  } catch (const std::exception& e) {
    lts::set_error(e);
    return nullptr;
  }
}

LTS_API int lts_dim(Handle t) { return static_cast<int>(t->dim()); }
LTS_API void lts_sizes(Handle t, int64_t* to) {
  auto s = t->sizes();
  std::copy(s.begin(), s.end(), to);
}
LTS_API void lts_strides(Handle t, int64_t* to) {
  auto s = t->strides();
  std::copy(s.begin(), s.end(), to);
}
LTS_API int64_t lts_numel(Handle t) { return t->numel(); }
LTS_API int64_t lts_element_size(Handle t) { return t->element_size(); }
LTS_API int lts_dtype(Handle t) { return static_cast<int>(t->scalar_type()); }
LTS_API int lts_device(Handle t) { return t->is_cuda() ? t->get_device() : -1; }
LTS_API int lts_is_contiguous(Handle t) { return t->is_contiguous(); }
LTS_API int lts_is_same(Handle a, Handle b) { return a->is_same(*b); }

LTS_API int lts_item(Handle t, double* real, int64_t* integer) {
  LTS_DO({
    at::Scalar value = t->item();
    *real = value.toDouble();
    *integer = value.isFloatingPoint() ? 0 : value.toLong();
  })
}
LTS_API int lts_equal(Handle a, Handle b) {
  try {
    return at::equal(*a, *b);
  } catch (const std::exception& e) {
    lts::set_error(e);
    return -1;
  }
}
LTS_API int lts_allclose(Handle a, Handle b, double rtol, double atol, int equal_nan) {
  try {
    return at::allclose(*a, *b, rtol, atol, equal_nan != 0);
  } catch (const std::exception& e) {
    lts::set_error(e);
    return -1;
  }
}

LTS_API Handle lts_to(Handle t, int dtype, int device, int copy, int non_blocking) {
  LTS_TENSOR(t->to(lts::options(dtype, device), non_blocking != 0, copy != 0))
}
LTS_API Handle lts_alias(Handle t) { LTS_TENSOR(t->alias()) }
// The same tensor under a second handle: one gradient, one place in the graph.
LTS_API Handle lts_share(Handle t) { LTS_TENSOR(Tensor(*t)) }
LTS_API Handle lts_clone(Handle t) { LTS_TENSOR(t->clone()) }
LTS_API int lts_copy_(Handle to, Handle from, int non_blocking) { LTS_DO(to->copy_(*from, non_blocking != 0)) }

LTS_API int lts_cuda_is_available() { return at::hasCUDA(); }
LTS_API int lts_cuda_device_count() {
  try {
    return at::hasCUDA() ? static_cast<int>(at::getNumGPUs()) : 0;
  } catch (const std::exception&) {
    return 0;
  }
}

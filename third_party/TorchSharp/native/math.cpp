// Arithmetic, comparisons and reductions.
#include "shim.h"

#include <ATen/Functions.h>

#define UNARY(name) \
  LTS_API Handle lts_##name(Handle t) { LTS_TENSOR(at::name(*t)) }
#define BINARY(name) \
  LTS_API Handle lts_##name(Handle a, Handle b) { LTS_TENSOR(at::name(*a, *b)) }
#define WITH_SCALAR(name, call) \
  LTS_API Handle lts_##name(Handle t, double value, int integral) { LTS_TENSOR(call(*t, lts::scalar(value, integral))) }

UNARY(abs) UNARY(exp) UNARY(log) UNARY(neg) UNARY(relu) UNARY(rsqrt) UNARY(sigmoid) UNARY(sqrt) UNARY(square) UNARY(tanh)
UNARY(isfinite) UNARY(isnan) UNARY(all) UNARY(any) UNARY(max) UNARY(min)
BINARY(matmul) BINARY(mul) BINARY(div) BINARY(eq) BINARY(ne) BINARY(lt) BINARY(le) BINARY(gt) BINARY(ge) BINARY(maximum) BINARY(minimum)
BINARY(bmm) BINARY(mm)
WITH_SCALAR(add_scalar, at::add) WITH_SCALAR(sub_scalar, at::sub) WITH_SCALAR(rsub_scalar, at::rsub) WITH_SCALAR(mul_scalar, at::mul)
WITH_SCALAR(div_scalar, at::div) WITH_SCALAR(pow_scalar, at::pow) WITH_SCALAR(eq_scalar, at::eq) WITH_SCALAR(ne_scalar, at::ne)
WITH_SCALAR(lt_scalar, at::lt) WITH_SCALAR(le_scalar, at::le) WITH_SCALAR(gt_scalar, at::gt) WITH_SCALAR(ge_scalar, at::ge)

LTS_API Handle lts_add(Handle a, Handle b, double alpha, int integral) { LTS_TENSOR(at::add(*a, *b, lts::scalar(alpha, integral))) }
LTS_API Handle lts_sub(Handle a, Handle b, double alpha, int integral) { LTS_TENSOR(at::sub(*a, *b, lts::scalar(alpha, integral))) }
LTS_API Handle lts_addmm(Handle c, Handle a, Handle b, double beta, double alpha) { LTS_TENSOR(at::addmm(*c, *a, *b, beta, alpha)) }
LTS_API Handle lts_where(Handle condition, Handle a, Handle b) { LTS_TENSOR(at::where(*condition, *a, *b)) }

LTS_API int lts_add_(Handle a, Handle b, double alpha, int integral) { LTS_DO(a->add_(*b, lts::scalar(alpha, integral))) }
LTS_API int lts_add_scalar_(Handle a, double value, int integral) { LTS_DO(a->add_(lts::scalar(value, integral))) }
LTS_API int lts_sub_(Handle a, Handle b) { LTS_DO(a->sub_(*b)) }
LTS_API int lts_mul_(Handle a, Handle b) { LTS_DO(a->mul_(*b)) }
LTS_API int lts_mul_scalar_(Handle a, double value, int integral) { LTS_DO(a->mul_(lts::scalar(value, integral))) }
LTS_API int lts_div_(Handle a, Handle b) { LTS_DO(a->div_(*b)) }
LTS_API int lts_div_scalar_(Handle a, double value, int integral) { LTS_DO(a->div_(lts::scalar(value, integral))) }
LTS_API int lts_fill_(Handle a, double value, int integral) { LTS_DO(a->fill_(lts::scalar(value, integral))) }
LTS_API int lts_zero_(Handle a) { LTS_DO(a->zero_()) }

// No dimensions: over all of them. dtype -1: as the input's.
static at::optional<at::ScalarType> type_or_none(int dtype) {
  return dtype < 0 ? at::optional<at::ScalarType>() : at::optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}
LTS_API Handle lts_sum(Handle t, const int64_t* dims, int n, int keep, int dtype) {
  LTS_TENSOR(n == 0 ? at::sum(*t, type_or_none(dtype)) : at::sum(*t, lts::sizes(dims, n), keep != 0, type_or_none(dtype)))
}
LTS_API Handle lts_mean(Handle t, const int64_t* dims, int n, int keep, int dtype) {
  LTS_TENSOR(n == 0 ? at::mean(*t, type_or_none(dtype)) : at::mean(*t, lts::sizes(dims, n), keep != 0, type_or_none(dtype)))
}
LTS_API Handle lts_argmax(Handle t, int64_t dim, int all, int keep) {
  LTS_TENSOR(at::argmax(*t, all ? at::optional<int64_t>() : at::optional<int64_t>(dim), keep != 0))
}
LTS_API Handle lts_norm(Handle t, double p) { LTS_TENSOR(at::norm(*t, p)) }
LTS_API Handle lts_softmax(Handle t, int64_t dim, int dtype) { LTS_TENSOR(at::softmax(*t, dim, type_or_none(dtype))) }
LTS_API Handle lts_log_softmax(Handle t, int64_t dim, int dtype) { LTS_TENSOR(at::log_softmax(*t, dim, type_or_none(dtype))) }

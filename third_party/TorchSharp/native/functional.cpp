// Layers, as functions.
#include "shim.h"

#include <ATen/Functions.h>

LTS_API Handle lts_linear(Handle x, Handle weight, Handle bias) { LTS_TENSOR(at::linear(*x, *weight, lts::optional(bias))) }
LTS_API Handle lts_embedding(Handle weight, Handle ids, int64_t padding) { LTS_TENSOR(at::embedding(*weight, *ids, padding)) }
LTS_API Handle lts_layer_norm(Handle x, const int64_t* s, int n, Handle weight, Handle bias, double eps) {
  LTS_TENSOR(at::layer_norm(*x, lts::sizes(s, n), lts::optional(weight), lts::optional(bias), eps))
}
LTS_API Handle lts_gelu(Handle x, int tanh) { LTS_TENSOR(at::gelu(*x, tanh ? "tanh" : "none")) }
LTS_API Handle lts_dropout(Handle x, double p, int training) { LTS_TENSOR(at::dropout(*x, p, training != 0)) }
LTS_API Handle lts_conv1d(Handle x, Handle weight, Handle bias, int64_t stride, int64_t padding, int64_t dilation, int64_t groups) {
  LTS_TENSOR(at::conv1d(*x, *weight, lts::optional(bias), {stride}, {padding}, {dilation}, groups))
}
// reduction: 0 none, 1 mean, 2 sum, as at::Reduction counts them.
LTS_API Handle lts_cross_entropy(Handle x, Handle target, Handle weight, int64_t ignore, int64_t reduction, double smoothing) {
  LTS_TENSOR(at::cross_entropy_loss(*x, *target, lts::optional(weight), reduction, ignore, smoothing))
}

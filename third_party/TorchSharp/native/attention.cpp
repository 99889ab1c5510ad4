// Scaled dot-product attention: softmax(q·kᵀ/√d + mask)·v with q, k, v (B, H, T, d).
#include "shim.h"

#include <ATen/Functions.h>

#include <cmath>
#include <limits>

#if LTS_TORCH < 200
namespace {
// libtorch 1.13 has no public operator for it: composed of the operators, in the order in which a Python model would write them.
Tensor compose(const Tensor& q, const Tensor& k, const Tensor& v, const Tensor& mask, double dropout, bool causal) {
  Tensor scores = at::matmul(q, k.transpose(-2, -1)).mul(1.0 / std::sqrt(static_cast<double>(q.size(-1))));
  if (causal) {
    TORCH_CHECK(!mask.defined(), "attn_mask and is_causal exclude each other");
    Tensor future = at::ones({q.size(-2), k.size(-2)}, q.options().dtype(at::kBool).requires_grad(false)).triu(1);
    scores = scores.masked_fill(future, -std::numeric_limits<double>::infinity());
  } else if (mask.defined()) {
    scores = mask.scalar_type() == at::kBool ? scores.masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity())
                                             : scores.add(mask);
  }
  Tensor weights = at::softmax(scores, -1);
  if (dropout > 0) weights = at::dropout(weights, dropout, true);
  return at::matmul(weights, v);
}
}  // namespace
#endif

LTS_API Handle lts_attention(Handle q, Handle k, Handle v, Handle mask, double dropout, int causal) {
#if LTS_TORCH >= 200
  LTS_TENSOR(at::scaled_dot_product_attention(*q, *k, *v, mask ? at::optional<Tensor>(*mask) : at::optional<Tensor>(), dropout, causal != 0))
#else
  LTS_TENSOR(compose(*q, *k, *v, lts::optional(mask), dropout, causal != 0))
#endif
}

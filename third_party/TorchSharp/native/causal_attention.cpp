// Causal self-attention of float32 on the CPU, straight from the projection (B, T, 3D) to the mixed values (B, T, D): no copy of q, k, v, no
// transposition, and of the scores only the blocks at or below the diagonal.
#include "blas.h"
#include "kernels.h"
#include "shim.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr int64_t kRows = 128;  // queries at a time

// Row-major products on column-major BLAS: C = αA·B + βC, with either transposed. lda, ldb, ldc: elements between rows.
void multiply(bool ta, bool tb, int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t lda, const float* b, int64_t ldb, float beta,
              float* c, int64_t ldc) {
  int im = static_cast<int>(m), in = static_cast<int>(n), ik = static_cast<int>(k);
  int ia = static_cast<int>(lda), ib = static_cast<int>(ldb), ic = static_cast<int>(ldc);
  lts::sgemm()(tb ? "T" : "N", ta ? "T" : "N", &in, &im, &ik, &alpha, b, &ib, a, &ia, &beta, c, &ic);
}

// Softmax of the first `seen` of n scores, in place; the others become 0.
LTS_VECTORISED void softmax(float* x, int64_t seen, int64_t n) {
  float most = lts::maximum(x, seen);
  float lanes[lts::kLanes] = {};
  int64_t i = 0;
  for (; i + lts::kLanes <= seen; i += lts::kLanes) {
    for (int k = 0; k < lts::kLanes; k++) {
      x[i + k] = lts::exponential(x[i + k] - most);
      lanes[k] += x[i + k];
    }
  }
  float sum = lts::total(lanes);
  for (; i < seen; i++) {
    x[i] = lts::exponential(x[i] - most);
    sum += x[i];
  }
  float factor = 1 / sum;
  for (i = 0; i < seen; i++) x[i] *= factor;
  for (i = seen; i < n; i++) x[i] = 0;
}

// g ← scale · p · (g - Σ p·g): the gradient of the scores from that of their softmax p.
LTS_VECTORISED void softmax_backward(const float* __restrict p, float* __restrict g, float scale, int64_t n) {
  float lanes[lts::kLanes] = {};
  int64_t i = 0;
  for (; i + lts::kLanes <= n; i += lts::kLanes) {
    for (int k = 0; k < lts::kLanes; k++) lanes[k] += p[i + k] * g[i + k];
  }
  float sum = lts::total(lanes);
  for (; i < n; i++) sum += p[i] * g[i];
  for (i = 0; i < n; i++) g[i] = scale * p[i] * (g[i] - sum);
}

struct Shape {
  int64_t batch, length, hidden, heads, size;
  float scale;
  Shape(const Tensor& qkv, int64_t head_count)
      : batch(qkv.size(0)), length(qkv.size(1)), hidden(qkv.size(2) / 3), heads(head_count), size(hidden / head_count),
        scale(static_cast<float>(1.0 / std::sqrt(static_cast<double>(size)))) {}
};

struct CausalAttention : torch::autograd::Function<CausalAttention> {
  static Tensor forward(AutogradContext* context, Tensor qkv, int64_t head_count) {
    Shape s(qkv, head_count);
    Tensor mixed = at::empty({s.batch, s.length, s.hidden}, qkv.options());
    Tensor weights = at::empty({s.batch, s.heads, s.length, s.length}, qkv.options());
    const float* x = qkv.data_ptr<float>();
    float *out = mixed.data_ptr<float>(), *w = weights.data_ptr<float>();
    lts::SingleThreadedBlas single;
    at::parallel_for(0, s.batch * s.heads, 1, [=](int64_t from, int64_t to) {
      for (int64_t item = from; item < to; item++) {
        int64_t row = 3 * s.hidden, batch = item / s.heads, column = item % s.heads * s.size;
        const float* q = x + batch * s.length * row + column;
        const float *k = q + s.hidden, *v = q + 2 * s.hidden;
        float* p = w + item * s.length * s.length;
        float* y = out + batch * s.length * s.hidden + column;
        for (int64_t start = 0; start < s.length; start += kRows) {
          int64_t seen = std::min(start + kRows, s.length), rows = seen - start;
          multiply(false, true, rows, seen, s.size, s.scale, q + start * row, row, k, row, 0, p + start * s.length, s.length);
          for (int64_t r = start; r < seen; r++) softmax(p + r * s.length, r + 1, seen);
          multiply(false, false, rows, s.size, seen, 1, p + start * s.length, s.length, v, row, 0, y + start * s.hidden, s.hidden);
        }
      }
    });
    context->save_for_backward({qkv, weights});
    context->saved_data["heads"] = head_count;
    return mixed;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    const Tensor &qkv = saved[0], &weights = saved[1];
    Shape s(qkv, context->saved_data["heads"].toInt());
    Tensor given = gradients[0].contiguous(), result = at::empty_like(qkv);
    const float *x = qkv.data_ptr<float>(), *w = weights.data_ptr<float>(), *g = given.data_ptr<float>();
    float* out = result.data_ptr<float>();
    lts::SingleThreadedBlas single;
    at::parallel_for(0, s.batch * s.heads, 1, [=](int64_t from, int64_t to) {
      std::vector<float> scratch(static_cast<size_t>(kRows * s.length));
      float* ds = scratch.data();
      for (int64_t item = from; item < to; item++) {
        int64_t row = 3 * s.hidden, n = s.length, batch = item / s.heads, column = item % s.heads * s.size;
        int64_t offset = batch * n * row + column;
        const float *q = x + offset, *k = q + s.hidden, *v = q + 2 * s.hidden;
        float *dq = out + offset, *dk = dq + s.hidden, *dv = dq + 2 * s.hidden;
        const float *p = w + item * n * n, *dy = g + batch * n * s.hidden + column;
        // From the last block, which every key and value takes part in and so is written, to the first; the others are added.
        for (int64_t start = (n - 1) / kRows * kRows; start >= 0; start -= kRows) {
          int64_t seen = std::min(start + kRows, n), rows = seen - start;
          float beta = seen == n ? 0 : 1;
          multiply(false, true, rows, seen, s.size, 1, dy + start * s.hidden, s.hidden, v, row, 0, ds, seen);
          for (int64_t r = 0; r < rows; r++) softmax_backward(p + (start + r) * n, ds + r * seen, s.scale, seen);
          multiply(false, false, rows, s.size, seen, 1, ds, seen, k, row, 0, dq + start * row, row);
          multiply(true, false, seen, s.size, rows, 1, ds, seen, q + start * row, row, beta, dk, row);
          multiply(true, false, seen, s.size, rows, 1, p + start * n, n, dy + start * s.hidden, s.hidden, beta, dv, row);
        }
      }
    });
    return {result, Tensor()};
  }
};
}  // namespace

// qkv (B, T, 3D) → (B, T, D). Null with an empty message where it does not apply: then the operators of libtorch do.
LTS_API Handle lts_causal_attention(Handle qkv, int64_t heads) {
  lts::set_error("");
  const Tensor& x = *qkv;
  if (!x.is_cpu() || x.scalar_type() != at::kFloat || x.dim() != 3 || x.numel() == 0 || heads < 1 || x.size(2) % (3 * heads) != 0 ||
      !lts::sgemm()) {
    return nullptr;
  }
  LTS_TENSOR(CausalAttention::apply(x.contiguous(), heads))
}

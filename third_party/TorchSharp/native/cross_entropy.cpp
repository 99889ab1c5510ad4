// Cross-entropy of float32 logits on the CPU without the tensor of log-probabilities: a row is read while it is in the cache.
#include "kernels.h"
#include "shim.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>

namespace {
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// log Σ exp(x).
LTS_VECTORISED float log_sum_exp(const float* x, int64_t n) {
  float most = lts::maximum(x, n);
  float lanes[lts::kLanes] = {};
  int64_t i = 0;
  for (; i + lts::kLanes <= n; i += lts::kLanes) {
    for (int k = 0; k < lts::kLanes; k++) lanes[k] += lts::exponential(x[i + k] - most);
  }
  float sum = lts::total(lanes);
  for (; i < n; i++) sum += lts::exponential(x[i] - most);
  return most + std::log(sum);
}

// out = scale · softmax(x), given log Σ exp(x).
LTS_VECTORISED void scaled_softmax(const float* __restrict x, float log_sum, float scale, float* __restrict out, int64_t n) {
  for (int64_t i = 0; i < n; i++) out[i] = scale * lts::exponential(x[i] - log_sum);
}

struct CrossEntropy : torch::autograd::Function<CrossEntropy> {
  // logits (N, V), targets (N) → the sum or the mean of -log softmax(logits)[target].
  static Tensor forward(AutogradContext* context, Tensor logits, Tensor targets, bool mean) {
    int64_t rows = logits.size(0), n = logits.size(1);
    Tensor log_sums = at::empty({rows}, logits.options());
    const float* x = logits.data_ptr<float>();
    const int64_t* target = targets.data_ptr<int64_t>();
    float* log_sum = log_sums.data_ptr<float>();
    at::parallel_for(0, rows, 1, [=](int64_t from, int64_t to) {
      for (int64_t row = from; row < to; row++) {
        TORCH_CHECK(target[row] >= 0 && target[row] < n, "Target ", target[row], " is out of bounds.");
        log_sum[row] = log_sum_exp(x + row * n, n);
      }
    });
    double loss = 0;
    for (int64_t row = 0; row < rows; row++) loss += static_cast<double>(log_sum[row]) - x[row * n + target[row]];
    context->save_for_backward({logits, targets, log_sums});
    context->saved_data["mean"] = mean;
    return at::full({}, mean ? loss / static_cast<double>(rows) : loss, logits.options());
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    auto saved = context->get_saved_variables();
    const Tensor &logits = saved[0], &targets = saved[1], &log_sums = saved[2];
    int64_t rows = logits.size(0), n = logits.size(1);
    float scale = gradients[0].item<float>() / (context->saved_data["mean"].toBool() ? static_cast<float>(rows) : 1.0f);
    Tensor result = at::empty_like(logits);
    const float* x = logits.data_ptr<float>();
    const int64_t* target = targets.data_ptr<int64_t>();
    const float* log_sum = log_sums.data_ptr<float>();
    float* out = result.data_ptr<float>();
    at::parallel_for(0, rows, 1, [=](int64_t from, int64_t to) {
      for (int64_t row = from; row < to; row++) {
        scaled_softmax(x + row * n, log_sum[row], scale, out + row * n, n);
        out[row * n + target[row]] -= scale;
      }
    });
    return {result, Tensor(), Tensor()};
  }
};
}  // namespace

// Null with an empty message where it does not apply: then the operator of libtorch does.
LTS_API Handle lts_fused_cross_entropy(Handle logits, Handle targets, int mean) {
  lts::set_error("");
  const Tensor &x = *logits, &t = *targets;
  if (!x.is_cpu() || x.scalar_type() != at::kFloat || x.dim() != 2 || x.numel() == 0 || t.dim() != 1 || t.scalar_type() != at::kLong ||
      t.size(0) != x.size(0)) {
    return nullptr;
  }
  LTS_TENSOR(CrossEntropy::apply(x.contiguous(), t.contiguous(), mean != 0))
}

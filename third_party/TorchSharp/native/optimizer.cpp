// AdamW (Loshchilov & Hutter, arXiv 1711.05101) and the clipping of gradients.
#include "kernels.h"
#include "shim.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <vector>

namespace {
struct Step {
  double lr, beta1, beta2, eps, decay, step_size, bias2_sqrt, scale;
};

// Operator by operator in the order of torch.optim.AdamW, so that every bit is the same.
void exact(Tensor& p, const Tensor& g, Tensor& m, Tensor& v, const Step& s) {
  p.mul_(1 - s.lr * s.decay);
  m.mul_(s.beta1).add_(g, 1 - s.beta1);
  v.mul_(s.beta2).addcmul_(g, g, 1 - s.beta2);
  p.addcdiv_(m, v.sqrt().div_(s.bias2_sqrt).add_(s.eps), -s.step_size);
}

struct Numbers {
  float keep, beta1, gain1, beta2, gain2, bias2, eps, size, scale;
};

LTS_VECTORISED void update(float* __restrict p, const float* __restrict g, float* __restrict m, float* __restrict v, int64_t n, Numbers s) {
  for (int64_t i = 0; i < n; i++) {
    float grad = g[i] * s.scale;
    float mean = m[i] * s.beta1 + s.gain1 * grad;
    float square = v[i] * s.beta2 + s.gain2 * grad * grad;
    m[i] = mean;
    v[i] = square;
    p[i] = p[i] * s.keep - s.size * mean / (std::sqrt(square) * s.bias2 + s.eps);
  }
}

// The same in one pass: memory is read and written once instead of a dozen times.
void fused(Tensor& p, const Tensor& g, Tensor& m, Tensor& v, const Step& s) {
  auto f = [](double x) { return static_cast<float>(x); };
  Numbers numbers{f(1 - s.lr * s.decay), f(s.beta1), f(1 - s.beta1), f(s.beta2), f(1 - s.beta2), f(1 / s.bias2_sqrt), f(s.eps), f(s.step_size), f(s.scale)};
  float *pp = p.data_ptr<float>(), *pm = m.data_ptr<float>(), *pv = v.data_ptr<float>();
  const float* pg = g.data_ptr<float>();
  at::parallel_for(0, p.numel(), 32768, [=](int64_t from, int64_t to) { update(pp + from, pg + from, pm + from, pv + from, to - from, numbers); });
}

bool can_fuse(const Tensor& p, const Tensor& g) {
  return p.is_cpu() && p.scalar_type() == at::kFloat && g.scalar_type() == at::kFloat && p.is_contiguous() && g.is_contiguous();
}
}  // namespace

// One step, the `step`th, of n parameters with moments m and v. `scale` multiplies every gradient first. mode: 0 exact, 1 fused.
LTS_API int lts_adamw_step(Handle* p, Handle* m, Handle* v, int n, int64_t step, double lr, double beta1, double beta2, double eps,
                           double decay, double scale, int mode) {
  LTS_DO({
    at::NoGradGuard none;
    double bias1 = 1 - std::pow(beta1, static_cast<double>(step));
    double bias2 = 1 - std::pow(beta2, static_cast<double>(step));
    Step s{lr, beta1, beta2, eps, decay, lr / bias1, std::sqrt(bias2), scale};
#if LTS_TORCH >= 200
    if (mode == 1 && n > 0 && p[0]->is_cuda()) {
      std::vector<Tensor> ps, gs, ms, vs, steps, none_max;
      Tensor count = at::full({}, static_cast<double>(step), p[0]->options().dtype(at::kFloat).requires_grad(false));
      for (int i = 0; i < n; i++) {
        if (!p[i]->grad().defined()) continue;
        if (scale != 1) p[i]->mutable_grad().mul_(scale);
        ps.push_back(*p[i]);
        gs.push_back(p[i]->grad());
        ms.push_back(*m[i]);
        vs.push_back(*v[i]);
        steps.push_back(count);
      }
      if (!ps.empty()) at::_fused_adamw_(ps, gs, ms, vs, none_max, steps, lr, beta1, beta2, decay, eps, false, false);
      return 0;
    }
#endif
    for (int i = 0; i < n; i++) {
      const Tensor& g = p[i]->grad();
      if (!g.defined()) continue;
      if (mode == 1 && can_fuse(*p[i], g)) {
        fused(*p[i], g, *m[i], *v[i], s);
      } else {
        exact(*p[i], scale == 1 ? g : g.mul(scale), *m[i], *v[i], s);
      }
    }
  })
}

// The norm of all gradients together, as torch.nn.utils.clip_grad_norm_ computes it; gradients are scaled unless it is within max_norm.
LTS_API int lts_clip_grad_norm(Handle* p, int n, double max_norm, double norm_type, double* total) {
  LTS_DO({
    at::NoGradGuard none;
    std::vector<Tensor> grads, norms;
    for (int i = 0; i < n; i++) {
      if (!p[i]->grad().defined()) continue;
      grads.push_back(p[i]->grad());
      norms.push_back(at::norm(grads.back(), norm_type));
    }
    *total = 0;
    if (grads.empty()) return 0;
    Tensor norm = std::isinf(norm_type) ? at::stack(norms).max() : at::norm(at::stack(norms), norm_type);
    Tensor factor = at::clamp(norm.add(1e-6).reciprocal().mul(max_norm), at::nullopt, at::Scalar(1.0));
    *total = norm.item().toDouble();
    if (*total + 1e-6 > max_norm || !std::isfinite(*total)) {
      for (auto& g : grads) g.mul_(factor);
    }
  })
}

// The 2-norm of all gradients together in one pass, summed in double precision; nothing is changed.
LTS_API int lts_grad_norm(Handle* p, int n, double* total) {
  LTS_DO({
    at::NoGradGuard none;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      const Tensor& g = p[i]->grad();
      if (!g.defined()) continue;
      if (!can_fuse(g, g)) {
        double norm = at::norm(g, 2).item().toDouble();
        sum += norm * norm;
        continue;
      }
      const float* data = g.data_ptr<float>();
      sum += at::parallel_reduce(
          int64_t{0}, g.numel(), int64_t{32768}, 0.0,
          [data](int64_t from, int64_t to, double start) {
            for (; from < to;) {
              // Short runs in single precision, which vectorises; their sums in double.
              int64_t end = std::min(to, from + 256);
              float lanes[16] = {};
              int64_t i = from;
              for (; i + 16 <= end; i += 16) {
                for (int k = 0; k < 16; k++) lanes[k] += data[i + k] * data[i + k];
              }
              for (; i < end; i++) lanes[0] += data[i] * data[i];
              for (float lane : lanes) start += lane;
              from = end;
            }
            return start;
          },
          [](double a, double b) { return a + b; });
    }
    *total = std::sqrt(sum);
  })
}

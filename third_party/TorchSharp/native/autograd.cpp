// Gradients: whether they are recorded, and where they lie.
#include "shim.h"

#include <c10/core/GradMode.h>

LTS_API int lts_grad_mode(int on) {
  bool previous = c10::GradMode::is_enabled();
  c10::GradMode::set_enabled(on != 0);
  return previous;
}
LTS_API int lts_is_grad_enabled() { return c10::GradMode::is_enabled(); }
LTS_API int lts_requires_grad(Handle t) { return t->requires_grad(); }
LTS_API int lts_set_requires_grad(Handle t, int on) { LTS_DO(t->requires_grad_(on != 0)) }
LTS_API int lts_is_leaf(Handle t) { return t->is_leaf(); }
LTS_API Handle lts_detach(Handle t) { LTS_TENSOR(t->detach()) }
LTS_API int lts_backward(Handle t) { LTS_DO(t->backward()) }

// Null without an error when there is none.
LTS_API Handle lts_grad(Handle t) {
  lts::set_error("");
  const Tensor& grad = t->grad();
  if (!grad.defined()) return nullptr;
  LTS_TENSOR(Tensor(grad))
}
LTS_API int lts_set_grad(Handle t, Handle grad) { LTS_DO(t->mutable_grad() = lts::optional(grad)) }
LTS_API int lts_zero_grad(Handle* t, int n, int set_to_none) {
  LTS_DO(for (int i = 0; i < n; i++) {
    if (set_to_none) {
      t[i]->mutable_grad() = Tensor();
    } else if (t[i]->grad().defined()) {
      t[i]->mutable_grad().detach_().zero_();
    }
  })
}

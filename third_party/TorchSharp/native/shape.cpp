// Views, copies in another shape, and choosing elements.
#include "shim.h"

#include <ATen/Functions.h>

#include <vector>

LTS_API Handle lts_view(Handle t, const int64_t* s, int n) { LTS_TENSOR(t->view(lts::sizes(s, n))) }
LTS_API Handle lts_reshape(Handle t, const int64_t* s, int n) { LTS_TENSOR(t->reshape(lts::sizes(s, n))) }
LTS_API Handle lts_expand(Handle t, const int64_t* s, int n) { LTS_TENSOR(t->expand(lts::sizes(s, n))) }
LTS_API Handle lts_permute(Handle t, const int64_t* d, int n) { LTS_TENSOR(t->permute(lts::sizes(d, n))) }
LTS_API Handle lts_transpose(Handle t, int64_t a, int64_t b) { LTS_TENSOR(t->transpose(a, b)) }
LTS_API Handle lts_contiguous(Handle t) { LTS_TENSOR(t->contiguous()) }
LTS_API Handle lts_narrow(Handle t, int64_t dim, int64_t start, int64_t length) { LTS_TENSOR(t->narrow(dim, start, length)) }
LTS_API Handle lts_slice(Handle t, int64_t dim, int64_t start, int64_t end, int64_t step) { LTS_TENSOR(t->slice(dim, start, end, step)) }
LTS_API Handle lts_select(Handle t, int64_t dim, int64_t index) { LTS_TENSOR(t->select(dim, index)) }
LTS_API Handle lts_squeeze(Handle t, int64_t dim, int all) { LTS_TENSOR(all ? t->squeeze() : t->squeeze(dim)) }
LTS_API Handle lts_unsqueeze(Handle t, int64_t dim) { LTS_TENSOR(t->unsqueeze(dim)) }
LTS_API Handle lts_flatten(Handle t, int64_t from, int64_t to) { LTS_TENSOR(t->flatten(from, to)) }
LTS_API Handle lts_gather(Handle t, int64_t dim, Handle index) { LTS_TENSOR(at::gather(*t, dim, *index)) }
LTS_API Handle lts_index_select(Handle t, int64_t dim, Handle index) { LTS_TENSOR(at::index_select(*t, dim, *index)) }
LTS_API Handle lts_triu(Handle t, int64_t diagonal) { LTS_TENSOR(at::triu(*t, diagonal)) }
LTS_API Handle lts_tril(Handle t, int64_t diagonal) { LTS_TENSOR(at::tril(*t, diagonal)) }
LTS_API Handle lts_masked_fill(Handle t, Handle mask, double value, int integral) {
  LTS_TENSOR(at::masked_fill(*t, *mask, lts::scalar(value, integral)))
}

static std::vector<Tensor> list(Handle* t, int n) {
  std::vector<Tensor> tensors;
  tensors.reserve(static_cast<size_t>(n));
  for (int i = 0; i < n; i++) tensors.push_back(*t[i]);
  return tensors;
}
LTS_API Handle lts_cat(Handle* t, int n, int64_t dim) { LTS_TENSOR(at::cat(list(t, n), dim)) }
LTS_API Handle lts_stack(Handle* t, int n, int64_t dim) { LTS_TENSOR(at::stack(list(t, n), dim)) }

// How many parts there are; the handles of at most `room` of them in `out`.
static int hand_over(std::vector<Tensor>&& parts, Handle* out, int room) {
  TORCH_CHECK(static_cast<int>(parts.size()) <= room, parts.size(), " parts, and room for ", room);
  for (size_t i = 0; i < parts.size(); i++) out[i] = lts::wrap(std::move(parts[i]));
  return static_cast<int>(parts.size());
}
LTS_API int lts_split(Handle t, int64_t size, int64_t dim, Handle* out, int room) {
  try {
    return hand_over(t->split(size, dim), out, room);
  } catch (const std::exception& e) {
    lts::set_error(e);
    return -1;
  }
}
LTS_API int lts_split_sizes(Handle t, const int64_t* s, int n, int64_t dim, Handle* out, int room) {
  try {
    return hand_over(at::split_with_sizes(*t, lts::sizes(s, n), dim), out, room);
  } catch (const std::exception& e) {
    lts::set_error(e);
    return -1;
  }
}

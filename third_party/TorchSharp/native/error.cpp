#include "shim.h"

#include <c10/util/Exception.h>

#include <atomic>
#include <string>

namespace {
thread_local std::string message;
std::atomic<int64_t> live{0};
}  // namespace

void lts::set_error(const std::exception& error) {
  // Without the C++ stack, which says nothing to a user.
  auto* c10_error = dynamic_cast<const c10::Error*>(&error);
  message = c10_error ? c10_error->what_without_backtrace() : error.what();
}
void lts::set_error(const char* text) { message = text; }
void lts::count_tensors(int64_t difference) { live.fetch_add(difference, std::memory_order_relaxed); }

LTS_API const char* lts_error() { return message.c_str(); }
LTS_API int64_t lts_live_tensors() { return live.load(std::memory_order_relaxed); }
LTS_API int lts_torch_version() { return LTS_TORCH; }
// Raised with every change of this interface, so that an old library beside a new program is noticed.
LTS_API int lts_shim_version() { return 1; }

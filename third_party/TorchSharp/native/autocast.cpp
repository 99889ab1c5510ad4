// Mixed precision: operators that gain from it run in a shorter type, weights stay in float32.
#include "shim.h"

#include <ATen/autocast_mode.h>

// Returns whether it was on before. dtype is kept for as long as it is on.
LTS_API int lts_autocast(int cuda, int on, int dtype) {
  try {
    using namespace at::autocast;
    auto type = static_cast<at::ScalarType>(dtype);
#if LTS_TORCH >= 204
    auto device = cuda ? at::kCUDA : at::kCPU;
    bool before = is_autocast_enabled(device);
    set_autocast_dtype(device, type);
    set_autocast_enabled(device, on != 0);
#else
    bool before = cuda ? is_enabled() : is_cpu_enabled();
    if (cuda) {
      set_autocast_gpu_dtype(type);
      set_enabled(on != 0);
    } else {
      set_autocast_cpu_dtype(type);
      set_cpu_enabled(on != 0);
    }
#endif
    // Casts of weights are kept until the outermost region ends: before the next step they would be stale.
    if (on) {
      increment_nesting();
    } else if (decrement_nesting() == 0) {
      clear_cache();
    }
    return before;
  } catch (const std::exception& e) {
    lts::set_error(e);
    return -1;
  }
}

// The generators: their seeds, and their states, which a checkpoint keeps.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Functions.h>

#include <mutex>

static at::Generator generator(int device) {
  return device < 0 ? at::detail::getDefaultCPUGenerator()
                    : at::globalContext().defaultGenerator(at::Device(at::kCUDA, static_cast<at::DeviceIndex>(device)));
}
LTS_API int lts_manual_seed(uint64_t seed) { LTS_DO(at::manual_seed(seed)) }
LTS_API int lts_rng_seed(int device, uint64_t* seed) { LTS_DO(*seed = generator(device).current_seed()) }
LTS_API Handle lts_rng_state(int device) {
  try {
    auto random = generator(device);
    std::lock_guard<std::mutex> lock(random.mutex());
    return lts::wrap(random.get_state());
  } catch (const std::exception& e) {
    lts::set_error(e);
    return nullptr;
  }
}
LTS_API int lts_set_rng_state(int device, Handle state) {
  LTS_DO({
    auto random = generator(device);
    std::lock_guard<std::mutex> lock(random.mutex());
    random.set_state(*state);
  })
}
// Of one generator, not of all as manual_seed does.
LTS_API int lts_rng_manual_seed(int device, uint64_t seed) {
  LTS_DO({
    auto random = generator(device);
    std::lock_guard<std::mutex> lock(random.mutex());
    random.set_current_seed(seed);
  })
}
LTS_API Handle lts_rand(const int64_t* s, int n, int dtype, int device) { LTS_TENSOR(at::rand(lts::sizes(s, n), lts::options(dtype, device))) }
LTS_API Handle lts_randn(const int64_t* s, int n, int dtype, int device) { LTS_TENSOR(at::randn(lts::sizes(s, n), lts::options(dtype, device))) }
LTS_API Handle lts_randint(int64_t low, int64_t high, const int64_t* s, int n, int dtype, int device) {
  LTS_TENSOR(at::randint(low, high, lts::sizes(s, n), lts::options(dtype, device)))
}
LTS_API int lts_normal_(Handle t, double mean, double deviation) { LTS_DO(t->normal_(mean, deviation)) }
LTS_API int lts_uniform_(Handle t, double low, double high) { LTS_DO(t->uniform_(low, high)) }

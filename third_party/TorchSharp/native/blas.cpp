// Which BLAS computes, and with how many threads.
#include "blas.h"
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <dlfcn.h>

#include <cstring>
#include <string>

namespace {
// .NET loads this library with its symbols to itself, so the global search would miss OpenBLAS: it is asked for by its name, if it is loaded.
void* openblas(const char* function) {
  for (const char* name : {"libopenblas.so.0", "libopenblas64.so.0", "libblas.so.3", "libopenblas.dylib"}) {
    if (void* library = dlopen(name, RTLD_NOLOAD | RTLD_LAZY)) {
      void* address = dlsym(library, function);
      dlclose(library);
      if (address) return address;
    }
  }
  return nullptr;
}
int blas_threads() {
  static auto get = reinterpret_cast<int (*)()>(openblas("openblas_get_num_threads"));
  return get ? get() : 0;
}
void set_blas_threads(int n) {
  static auto set = reinterpret_cast<void (*)(int)>(openblas("openblas_set_num_threads"));
  if (set && n > 0) set(n);
}
}  // namespace

lts::Sgemm lts::sgemm() {
  // Only OpenBLAS's: it is thread-safe, and its threads can be set.
  static auto function = openblas("openblas_get_num_threads") ? reinterpret_cast<Sgemm>(openblas("sgemm_")) : nullptr;
  return function;
}
lts::SingleThreadedBlas::SingleThreadedBlas() : before_(blas_threads()) { set_blas_threads(1); }
lts::SingleThreadedBlas::~SingleThreadedBlas() { set_blas_threads(before_); }

// A libtorch that was built for any BLAS (Debian's) does not pass its number of threads on to OpenBLAS, which has a pool of its own.
LTS_API void lts_set_num_threads(int n) {
  at::set_num_threads(n);
  set_blas_threads(n);
}
LTS_API int lts_get_num_threads() { return at::get_num_threads(); }

// Its name, or "" if it is one that cannot be told by its functions: then the reference BLAS, if libtorch was built for any.
LTS_API const char* lts_blas() {
  static std::string name;
  if (auto config = reinterpret_cast<char* (*)()>(openblas("openblas_get_config"))) {
    name = config();
  } else {
    std::string built = at::show_config();
    // MKL or Accelerate is compiled in and named; "generic" means whatever libblas.so.3 is.
    if (at::hasMKL()) {
      name = "MKL";
    } else if (built.find("BLAS_INFO=accelerate") != std::string::npos) {
      name = "Accelerate";
    } else if (built.find("BLAS_INFO=open") != std::string::npos) {
      name = "OpenBLAS";  // linked statically
    } else {
      name = "";
    }
  }
  return name.c_str();
}
LTS_API const char* lts_config() {
  static std::string config = at::show_config();
  return config.c_str();
}

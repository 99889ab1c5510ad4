// A caching allocator for tensors on the CPU. glibc returns every block of 32 MB or more to the system when it is freed and the system
// zeroes it again page by page at the next step; here blocks stay mapped, in lists by size class, up to a bound.
#include "shim.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace {
constexpr size_t kAlignment = 64;
constexpr size_t kLarge = size_t{1} << 20;      // below, malloc is as good
constexpr size_t kHugePage = size_t{2} << 20;

struct Pool {
  std::mutex mutex;
  std::unordered_map<size_t, std::vector<void*>> free;  // by size
  std::unordered_map<void*, size_t> used;
  size_t live = 0, cached = 0, peak = 0, mappings = 0;
  size_t limit = SIZE_MAX, cache_limit = SIZE_MAX;
};
Pool& pool() {
  static Pool* p = new Pool;  // never destroyed: tensors may outlive static objects
  return *p;
}

// Eight classes between powers of two: at most an eighth is wasted, and a step's tensors meet their like again at the next.
size_t size_class(size_t bytes) {
  size_t power = kLarge;
  while (power * 2 <= bytes) power *= 2;
  size_t grain = power / 8;
  return (bytes + grain - 1) / grain * grain;
}

void* map(size_t size) {
  void* data = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return nullptr;
#ifdef MADV_HUGEPAGE
  if (size >= kHugePage) madvise(data, size, MADV_HUGEPAGE);
#endif
  return data;
}

// Gives cached blocks back until at most `keep` bytes of them are left. The lock is held.
void trim(Pool& p, size_t keep) {
  for (auto& entry : p.free) {
    auto& blocks = entry.second;
    while (p.cached > keep && !blocks.empty()) {
      p.cached -= entry.first;
      munmap(blocks.back(), entry.first);
      blocks.pop_back();
    }
  }
}

[[noreturn]] void out_of_memory(const Pool& p, size_t bytes) {
  TORCH_CHECK(false, "out of memory: a tensor of ", bytes, " bytes is asked for, tensors hold ", p.live, " bytes, and the limit is ",
              p.limit == SIZE_MAX ? std::string("the system's") : std::to_string(p.limit) + " bytes");
}

// Of any block, large or not: libtorch's oneDNN frees scratch memory by address alone.
void release(void* data) {
  Pool& p = pool();
  {
    std::lock_guard<std::mutex> lock(p.mutex);
    auto found = p.used.find(data);
    if (found != p.used.end()) {
      size_t size = found->second;
      p.used.erase(found);
      p.live -= size;
      if (p.cached + size > p.cache_limit) {
        munmap(data, size);
      } else {
        p.free[size].push_back(data);
        p.cached += size;
      }
      return;
    }
  }
  std::free(data);
}

void* take(size_t bytes) {
  size_t size = size_class(bytes);
  Pool& p = pool();
  std::lock_guard<std::mutex> lock(p.mutex);
  auto& blocks = p.free[size];
  void* data = nullptr;
  if (!blocks.empty()) {
    data = blocks.back();
    blocks.pop_back();
    p.cached -= size;
  } else {
    if (p.live + p.cached + size > p.limit) trim(p, p.live + size <= p.limit ? p.limit - p.live - size : 0);
    if (p.live + size > p.limit) out_of_memory(p, bytes);
    data = map(size);
    if (!data) {
      trim(p, 0);
      data = map(size);
    }
    if (!data) out_of_memory(p, bytes);
    p.mappings++;
  }
  p.used.emplace(data, size);
  p.live += size;
  p.peak = std::max(p.peak, p.live);
  return data;
}

c10::DataPtr make(size_t bytes) {
  c10::Device cpu(c10::DeviceType::CPU);
  if (bytes == 0) return {nullptr, nullptr, &std::free, cpu};
  if (bytes >= kLarge) {
    void* data = take(bytes);
    return {data, data, &release, cpu};
  }
  void* data = nullptr;
  if (posix_memalign(&data, kAlignment, bytes) != 0) out_of_memory(pool(), bytes);
  return {data, data, &std::free, cpu};
}

struct CachingAllocator final : c10::Allocator {
  // 1.13 declares the first, 2.x the second and copy_data; whichever exists is overridden.
  c10::DataPtr allocate(size_t bytes) const { return make(bytes); }
  c10::DataPtr allocate(size_t bytes) { return make(bytes); }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void* to, const void* from, std::size_t bytes) const { std::memcpy(to, from, bytes); }
};
}  // namespace

// limit: bytes that large tensors may hold; cache_limit: bytes that may be kept for reuse. 0: no bound.
LTS_API int lts_allocator_install(uint64_t limit, uint64_t cache_limit) {
  LTS_DO({
    Pool& p = pool();
    std::lock_guard<std::mutex> lock(p.mutex);
    p.limit = limit == 0 ? SIZE_MAX : static_cast<size_t>(limit);
    p.cache_limit = cache_limit == 0 ? SIZE_MAX : static_cast<size_t>(cache_limit);
    static CachingAllocator* allocator = [] {
      auto* a = new CachingAllocator;
      c10::SetCPUAllocator(a, 1);
      return a;
    }();
    (void)allocator;
  })
}
LTS_API void lts_allocator_trim() {
  Pool& p = pool();
  std::lock_guard<std::mutex> lock(p.mutex);
  trim(p, 0);
}
// Bytes held by tensors, bytes kept for reuse, the most that tensors ever held, blocks asked of the system.
LTS_API void lts_allocator_stats(int64_t* out) {
  Pool& p = pool();
  std::lock_guard<std::mutex> lock(p.mutex);
  out[0] = static_cast<int64_t>(p.live);
  out[1] = static_cast<int64_t>(p.cached);
  out[2] = static_cast<int64_t>(p.peak);
  out[3] = static_cast<int64_t>(p.mappings);
}

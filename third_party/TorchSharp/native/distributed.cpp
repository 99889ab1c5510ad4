// Data-parallel training: processes that meet at a TCPStore and average their gradients over Gloo, or NCCL where tensors are on GPUs.
#include "shim.h"

#if defined(LTS_GLOO) || defined(LTS_NCCL)
#include <ATen/Functions.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#ifdef LTS_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#endif
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef LTS_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include <chrono>
#include <string>
#include <vector>

namespace {
#if LTS_TORCH >= 200
using Backend = c10d::Backend;
#else
using Backend = c10d::ProcessGroup;
#endif
using Milliseconds = std::chrono::milliseconds;

struct Group {
  c10::intrusive_ptr<c10d::Store> store;
  c10::intrusive_ptr<Backend> backend;
  Milliseconds timeout;
  int world;
};

c10::intrusive_ptr<c10d::Store> meet(const std::string& host, int port, bool serve, int world, const std::string& prefix, Milliseconds timeout) {
  c10d::TCPStoreOptions options;
  options.port = static_cast<uint16_t>(port);
  options.isServer = serve;
  // Not how many there are: that would make the server wait for them here, where nobody sees why.
  options.waitWorkers = false;
  options.timeout = timeout;
  auto store = c10::make_intrusive<c10d::TCPStore>(host, options);
  return c10::make_intrusive<c10d::PrefixStore>(prefix, store);
}

#ifdef LTS_GLOO
c10::intrusive_ptr<Backend> connect_gloo(const c10::intrusive_ptr<c10d::Store>& store, int rank, int world, const std::string& interface_name,
                                 bool local, Milliseconds timeout) {
  using Gloo = c10d::ProcessGroupGloo;
  auto options = Gloo::Options::create(timeout);
  options->devices.push_back(!interface_name.empty() ? Gloo::createDeviceForInterface(interface_name)
                             : local                 ? Gloo::createDeviceForHostname("127.0.0.1")
                                                     : Gloo::createDefaultDevice());
  options->threads = 2;
  return c10::make_intrusive<Gloo>(store, rank, world, options);
}
#endif

#ifdef LTS_NCCL
c10::intrusive_ptr<Backend> connect_nccl(const c10::intrusive_ptr<c10d::Store>& store, int rank, int world, Milliseconds timeout) {
  auto options = c10d::ProcessGroupNCCL::Options::create();
  options->timeout = timeout;
  return c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, world, options);
}
#endif

template <class Work>
void finish(Group& group, const Work& work) {
  // False, or an exception, according to the version; both are a failure.
  TORCH_CHECK(work->wait(group.timeout), "a process did not answer within ", group.timeout.count() / 1000.0, " s");
}
}  // namespace

// backend: "gloo" or "nccl". Null on failure.
LTS_API void* lts_group_connect(const char* host, int port, int serve, int rank, int world, const char* backend, const char* prefix,
                                const char* interface_name, int local, int64_t timeout_ms) {
  try {
    Milliseconds timeout(timeout_ms);
    auto store = meet(host, port, serve != 0, world, prefix, timeout);
    c10::intrusive_ptr<Backend> chosen;
    if (std::string(backend) == "gloo") {
#ifdef LTS_GLOO
      chosen = connect_gloo(store, rank, world, interface_name, local != 0, timeout);
#else
      TORCH_CHECK(false, "the shim was built without Gloo's headers");
#endif
    } else if (std::string(backend) == "nccl") {
#ifdef LTS_NCCL
      chosen = connect_nccl(store, rank, world, timeout);
#else
      TORCH_CHECK(false, "the shim was built without NCCL: its libtorch has no CUDA, or nccl.h was missing");
#endif
    } else {
      TORCH_CHECK(false, "unknown backend ", backend);
    }
    return new Group{store, chosen, timeout, world};
  } catch (const std::exception& e) {
    lts::set_error(e);
    return nullptr;
  }
}
LTS_API void lts_group_free(void* group) { delete static_cast<Group*>(group); }

// One bucket of all the tensors' elements: one exchange instead of one a tensor. With `average`, sums are divided by the processes.
LTS_API int lts_group_all_reduce(void* handle, Handle* t, int n, int average) {
  LTS_DO({
    at::NoGradGuard none;
    auto& group = *static_cast<Group*>(handle);
    if (n == 0) return 0;
    std::vector<Tensor> flat;
    for (int i = 0; i < n; i++) flat.push_back(t[i]->detach().reshape({-1}));
    std::vector<Tensor> bucket{at::cat(flat)};
    finish(group, group.backend->allreduce(bucket));
    if (average) bucket[0].div_(static_cast<double>(group.world));
    int64_t start = 0;
    for (int i = 0; i < n; i++) {
      int64_t count = t[i]->numel();
      t[i]->detach().copy_(bucket[0].narrow(0, start, count).view(t[i]->sizes()));
      start += count;
    }
  })
}
LTS_API int lts_group_broadcast(void* handle, Handle* t, int n, int root) {
  LTS_DO({
    at::NoGradGuard none;
    auto& group = *static_cast<Group*>(handle);
    c10d::BroadcastOptions options;
    options.rootRank = root;
    for (int i = 0; i < n; i++) {
      std::vector<Tensor> one{t[i]->detach()};
      finish(group, group.backend->broadcast(one, options));
    }
  })
}
LTS_API int lts_group_barrier(void* handle) {
  LTS_DO({
    auto& group = *static_cast<Group*>(handle);
    finish(group, group.backend->barrier());
  })
}

#else  // without c10d: every call says so

namespace {
const char* const kAbsent = "the shim was built without distributed training: the headers of Gloo and NCCL were missing";
int absent() {
  lts::set_error(kAbsent);
  return -1;
}
}  // namespace
LTS_API void* lts_group_connect(const char*, int, int, int, int, const char*, const char*, const char*, int, int64_t) {
  lts::set_error(kAbsent);
  return nullptr;
}
LTS_API void lts_group_free(void*) {}
LTS_API int lts_group_all_reduce(void*, Handle*, int, int) { return absent(); }
LTS_API int lts_group_broadcast(void*, Handle*, int, int) { return absent(); }
LTS_API int lts_group_barrier(void*) { return absent(); }
#endif

// Loops over float32 that compilers turn into vector code, for several processors in one library.
#pragma once
#include <cstdint>
#include <cstring>

// One version for each of these processors, chosen when the library is loaded.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define LTS_VECTORISED __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define LTS_VECTORISED
#endif
#define LTS_INLINE static inline __attribute__((always_inline))

namespace lts {
// As many running sums as keep the adders busy; their order is fixed, so results do not depend on the processor's width.
constexpr int kLanes = 32;

// e^x within 2 units in the last place (Cody and Waite's reduction, the polynomial of Cephes' expf); 0 below -87, NaN stays NaN.
LTS_INLINE float exponential(float x) {
  float bounded = x < -87.0f ? -87.0f : x;
  bounded = bounded > 88.0f ? 88.0f : bounded;
  const float shift = 12582912.0f;  // 1.5 · 2^23: adding it rounds to an integer in the low bits
  float shifted = bounded * 1.44269504088896341f + shift;
  float n = shifted - shift;
  float r = bounded - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  int32_t bits;
  std::memcpy(&bits, &shifted, sizeof bits);
  bits = static_cast<int32_t>(static_cast<uint32_t>(bits) << 23) + 0x3f800000;
  float scale;
  std::memcpy(&scale, &bits, sizeof scale);
  return x < -87.0f ? 0.0f : p * scale;
}

LTS_INLINE float maximum(const float* x, int64_t n) {
  float lanes[kLanes];
  for (float& lane : lanes) lane = x[0];
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int k = 0; k < kLanes; k++) lanes[k] = x[i + k] > lanes[k] ? x[i + k] : lanes[k];
  }
  float most = lanes[0];
  for (int k = 1; k < kLanes; k++) most = lanes[k] > most ? lanes[k] : most;
  for (; i < n; i++) most = x[i] > most ? x[i] : most;
  return most;
}

LTS_INLINE float total(const float (&lanes)[kLanes]) {
  float sum = 0;
  for (float lane : lanes) sum += lane;
  return sum;
}
}  // namespace lts

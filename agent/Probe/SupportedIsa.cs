using System.Collections.Immutable;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Lts.Agent.Probe;

/// <summary>The instruction set extensions that inference kernels choose by, under Linux's names.</summary>
internal static class SupportedIsa
{
    private static readonly ImmutableHashSet<string> Known =
    [
        "sse4_2", "avx", "avx2", "fma", "f16c", "avx_vnni", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "avx512_fp16",
        "amx_tile", "amx_int8", "amx_bf16",
        "asimd", "asimdhp", "asimddp", "fphp", "i8mm", "bf16", "sve", "sve2", "sme",
    ];

    /// <summary>Those among the flags of <c>/proc/cpuinfo</c>, sorted.</summary>
    public static ImmutableArray<string> FromFlags(IEnumerable<string> flags) =>
        [.. flags.Where(Known.Contains).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Those that .NET can tell, for systems that do not list them.</summary>
    public static ImmutableArray<string> FromIntrinsics()
    {
        (string Name, bool Supported)[] all =
        [
            ("sse4_2", Sse42.IsSupported), ("avx", Avx.IsSupported), ("avx2", Avx2.IsSupported), ("fma", Fma.IsSupported),
            ("avx512f", Avx512F.IsSupported), ("avx512bw", Avx512BW.IsSupported), ("avx512vl", Avx512F.VL.IsSupported),
            ("asimd", AdvSimd.IsSupported), ("asimddp", Dp.IsSupported),
        ];
        return [.. all.Where(i => i.Supported).Select(i => i.Name).Order(StringComparer.Ordinal)];
    }
}

using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>The optimizer.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial int lts_adamw_step(nint* p, nint* m, nint* v, int n, long step, double lr, double beta1, double beta2, double eps, double decay, double scale, int mode);

    [LibraryImport(Shim)]
    internal static partial int lts_clip_grad_norm(nint* p, int n, double maxNorm, double normType, double* total);
}

using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>Arithmetic, comparisons and reductions.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial nint lts_abs(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_exp(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_log(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_neg(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_relu(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_rsqrt(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_sigmoid(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_sqrt(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_square(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_tanh(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_isfinite(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_isnan(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_all(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_any(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_max(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_min(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_matmul(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_mul(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_div(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_eq(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_ne(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_lt(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_le(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_gt(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_ge(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_maximum(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_minimum(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_bmm(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_mm(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial nint lts_add_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_sub_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_rsub_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_mul_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_div_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_pow_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_eq_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_ne_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_lt_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_le_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_gt_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_ge_scalar(nint t, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_add(nint a, nint b, double alpha, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_sub(nint a, nint b, double alpha, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_addmm(nint c, nint a, nint b, double beta, double alpha);

    [LibraryImport(Shim)]
    internal static partial nint lts_where(nint condition, nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial int lts_add_(nint a, nint b, double alpha, int integral);

    [LibraryImport(Shim)]
    internal static partial int lts_add_scalar_(nint a, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial int lts_sub_(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial int lts_mul_(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial int lts_mul_scalar_(nint a, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial int lts_div_(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial int lts_div_scalar_(nint a, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial int lts_fill_(nint a, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial int lts_zero_(nint a);

    [LibraryImport(Shim)]
    internal static partial nint lts_sum(nint t, long* dims, int n, int keep, int dtype);

    [LibraryImport(Shim)]
    internal static partial nint lts_mean(nint t, long* dims, int n, int keep, int dtype);

    [LibraryImport(Shim)]
    internal static partial nint lts_argmax(nint t, long dim, int all, int keep);

    [LibraryImport(Shim)]
    internal static partial nint lts_norm(nint t, double p);

    [LibraryImport(Shim)]
    internal static partial nint lts_softmax(nint t, long dim, int dtype);

    [LibraryImport(Shim)]
    internal static partial nint lts_log_softmax(nint t, long dim, int dtype);
}

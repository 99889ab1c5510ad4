namespace TorchSharp;

public static partial class torch
{
    /// <summary>The product of matrices, or of batches of them.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>β · input + α · mat1 · mat2.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
        Native.Tensor(Native.lts_addmm(input.Handle, mat1.Handle, mat2.Handle, beta, alpha));

    /// <summary>Elements of x where the condition is true, of y elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) =>
        Native.Tensor(Native.lts_where(condition.Handle, x.Handle, y.Handle));

    /// <summary>The upper triangle, the rest 0.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);

    /// <summary>The lower triangle, the rest 0.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    /// <summary>The square root of each element.</summary>
    public static Tensor sqrt(Tensor tensor) => tensor.sqrt();

    /// <summary>e to each element.</summary>
    public static Tensor exp(Tensor tensor) => tensor.exp();

    /// <summary>The hyperbolic tangent of each element.</summary>
    public static Tensor tanh(Tensor tensor) => tensor.tanh();

    /// <summary>The square of each element.</summary>
    public static Tensor square(Tensor tensor) => tensor.square();

    /// <summary>Whether |a - b| ≤ atol + rtol · |b| for all elements.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>Threads that an operator uses.</summary>
    public static int get_num_threads() => Native.lts_get_num_threads();

    /// <summary>Sets the threads that an operator uses.</summary>
    public static void set_num_threads(int num) => Native.lts_set_num_threads(num);
}

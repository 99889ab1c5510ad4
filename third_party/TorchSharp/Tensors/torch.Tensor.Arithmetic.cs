namespace TorchSharp;

public static unsafe partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of each element.</summary>
        public Tensor abs() => Native.Tensor(Native.lts_abs(Handle));

        /// <summary>e to each element.</summary>
        public Tensor exp() => Native.Tensor(Native.lts_exp(Handle));

        /// <summary>The natural logarithm of each element.</summary>
        public Tensor log() => Native.Tensor(Native.lts_log(Handle));

        /// <summary>Each element with the other sign.</summary>
        public Tensor neg() => Native.Tensor(Native.lts_neg(Handle));

        /// <summary>Each element, or 0 if it is negative.</summary>
        public Tensor relu() => Native.Tensor(Native.lts_relu(Handle));

        /// <summary>1 / the square root of each element.</summary>
        public Tensor rsqrt() => Native.Tensor(Native.lts_rsqrt(Handle));

        /// <summary>1 / (1 + e^-x) of each element.</summary>
        public Tensor sigmoid() => Native.Tensor(Native.lts_sigmoid(Handle));

        /// <summary>The square root of each element.</summary>
        public Tensor sqrt() => Native.Tensor(Native.lts_sqrt(Handle));

        /// <summary>The square of each element.</summary>
        public Tensor square() => Native.Tensor(Native.lts_square(Handle));

        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Native.Tensor(Native.lts_tanh(Handle));

        /// <summary>Where elements are finite.</summary>
        public Tensor isfinite() => Native.Tensor(Native.lts_isfinite(Handle));

        /// <summary>Where elements are NaN.</summary>
        public Tensor isnan() => Native.Tensor(Native.lts_isnan(Handle));

        /// <summary>Whether all elements are true.</summary>
        public Tensor all() => Native.Tensor(Native.lts_all(Handle));

        /// <summary>Whether some element is true.</summary>
        public Tensor any() => Native.Tensor(Native.lts_any(Handle));

        /// <summary>The greatest element.</summary>
        public Tensor max() => Native.Tensor(Native.lts_max(Handle));

        /// <summary>The least element.</summary>
        public Tensor min() => Native.Tensor(Native.lts_min(Handle));

        /// <summary>The product of matrices, or of batches of them.</summary>
        public Tensor matmul(Tensor other) => Native.Tensor(Native.lts_matmul(Handle, other.Handle));

        /// <summary>The products of two batches of matrices.</summary>
        public Tensor bmm(Tensor other) => Native.Tensor(Native.lts_bmm(Handle, other.Handle));

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor other) => Native.Tensor(Native.lts_mm(Handle, other.Handle));

        /// <summary>The greater of two elements.</summary>
        public Tensor maximum(Tensor other) => Native.Tensor(Native.lts_maximum(Handle, other.Handle));

        /// <summary>The lesser of two elements.</summary>
        public Tensor minimum(Tensor other) => Native.Tensor(Native.lts_minimum(Handle, other.Handle));

        /// <summary>Where elements are equal.</summary>
        public Tensor eq(Tensor other) => Native.Tensor(Native.lts_eq(Handle, other.Handle));

        /// <summary>Where elements differ.</summary>
        public Tensor ne(Tensor other) => Native.Tensor(Native.lts_ne(Handle, other.Handle));

        /// <summary>Where elements are less.</summary>
        public Tensor lt(Tensor other) => Native.Tensor(Native.lts_lt(Handle, other.Handle));

        /// <summary>Where elements are at most as great.</summary>
        public Tensor le(Tensor other) => Native.Tensor(Native.lts_le(Handle, other.Handle));

        /// <summary>Where elements are greater.</summary>
        public Tensor gt(Tensor other) => Native.Tensor(Native.lts_gt(Handle, other.Handle));

        /// <summary>Where elements are at least as great.</summary>
        public Tensor ge(Tensor other) => Native.Tensor(Native.lts_ge(Handle, other.Handle));

        /// <summary>Products of elements.</summary>
        public Tensor mul(Tensor other) => Native.Tensor(Native.lts_mul(Handle, other.Handle));

        /// <summary>Quotients of elements.</summary>
        public Tensor div(Tensor other) => Native.Tensor(Native.lts_div(Handle, other.Handle));

        /// <summary>Times a number.</summary>
        public Tensor mul(Scalar value) => Native.Tensor(Native.lts_mul_scalar(Handle, value.Value, value.Integral));

        /// <summary>Divided by a number.</summary>
        public Tensor div(Scalar value) => Native.Tensor(Native.lts_div_scalar(Handle, value.Value, value.Integral));

        /// <summary>To a power.</summary>
        public Tensor pow(Scalar value) => Native.Tensor(Native.lts_pow_scalar(Handle, value.Value, value.Integral));

        /// <summary>Where elements equal a number.</summary>
        public Tensor eq(Scalar value) => Native.Tensor(Native.lts_eq_scalar(Handle, value.Value, value.Integral));

        /// <summary>Where elements differ from a number.</summary>
        public Tensor ne(Scalar value) => Native.Tensor(Native.lts_ne_scalar(Handle, value.Value, value.Integral));

        /// <summary>Where elements are less than a number.</summary>
        public Tensor lt(Scalar value) => Native.Tensor(Native.lts_lt_scalar(Handle, value.Value, value.Integral));

        /// <summary>Where elements are at most a number.</summary>
        public Tensor le(Scalar value) => Native.Tensor(Native.lts_le_scalar(Handle, value.Value, value.Integral));

        /// <summary>Where elements are greater than a number.</summary>
        public Tensor gt(Scalar value) => Native.Tensor(Native.lts_gt_scalar(Handle, value.Value, value.Integral));

        /// <summary>Where elements are at least a number.</summary>
        public Tensor ge(Scalar value) => Native.Tensor(Native.lts_ge_scalar(Handle, value.Value, value.Integral));

        /// <summary>Sums of elements, the second ones times <paramref name="alpha"/>.</summary>
        public Tensor add(Tensor other, Scalar? alpha = null) =>
            Native.Tensor(Native.lts_add(Handle, other.Handle, (alpha ?? 1).Value, (alpha ?? 1).Integral));

        /// <summary>Plus a number.</summary>
        public Tensor add(Scalar value) => Native.Tensor(Native.lts_add_scalar(Handle, value.Value, value.Integral));

        /// <summary>Differences of elements, the second ones times <paramref name="alpha"/>.</summary>
        public Tensor sub(Tensor other, Scalar? alpha = null) =>
            Native.Tensor(Native.lts_sub(Handle, other.Handle, (alpha ?? 1).Value, (alpha ?? 1).Integral));

        /// <summary>Minus a number.</summary>
        public Tensor sub(Scalar value) => Native.Tensor(Native.lts_sub_scalar(Handle, value.Value, value.Integral));

        /// <summary>Element by element.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>Element by element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>Element by element.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>Element by element.</summary>
        public static Tensor operator -(Scalar left, Tensor right) =>
            Native.Tensor(Native.lts_rsub_scalar(right.Handle, left.Value, left.Integral));

        /// <summary>Element by element.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();
    }
}

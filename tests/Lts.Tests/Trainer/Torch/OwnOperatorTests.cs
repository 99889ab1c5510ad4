using System.Runtime.InteropServices;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Lts.Tests.Trainer.Torch;

/// <summary>The shim's own operators and their gradients against libtorch's, in double precision where that is sharper.</summary>
[Collection(TorchSerial.Name)]
public sealed class OwnOperatorTests
{
    [TorchTheory]
    [InlineData(1, 1, 1, 4)]
    [InlineData(2, 7, 2, 6)]
    [InlineData(1, 127, 3, 8)]
    [InlineData(2, 128, 1, 16)]
    [InlineData(1, 129, 2, 5)]
    [InlineData(2, 300, 4, 16)]
    public void CausalAttention_AndItsGradient_EqualThePlainOnes(int batch, int length, int heads, int size)
    {
        using var scope = NewDisposeScope();
        manual_seed(length);
        var qkv = randn([batch, length, 3 * heads * size], requires_grad: true);
        var plain = qkv.detach().to(ScalarType.Float64).requires_grad_();
        var weights = randn([batch, length, heads * size]);

        var fused = Operators.CausalAttention(qkv, heads);
        var expected = Operators.CausalAttention(plain, heads);
        (fused * weights).sum().backward();
        (expected * weights.to(ScalarType.Float64)).sum().backward();

        Assert.True(fused.allclose(expected.@float(), 1e-5, 1e-5));
        Assert.True(qkv.grad!.allclose(plain.grad!.@float(), 1e-4, 1e-5));
    }

    [TorchTheory]
    [InlineData(1, 2, 1)]
    [InlineData(5, 31, 3)]
    [InlineData(64, 1000, 40)]
    [InlineData(3, 50257, 1)]
    public void CrossEntropy_AndItsGradient_EqualThePlainOnes(int rows, int vocabulary, double deviation)
    {
        using var scope = NewDisposeScope();
        manual_seed(rows);
        var logits = (randn([rows, vocabulary]) * deviation).detach().requires_grad_();
        var plain = logits.detach().to(ScalarType.Float64).requires_grad_();
        var targets = randint(0, vocabulary, [rows]);
        foreach (var reduction in new[] { nn.Reduction.Mean, nn.Reduction.Sum })
        {
            logits.grad = plain.grad = null;
            var fused = Operators.CrossEntropy(logits, targets, reduction);
            var expected = F.cross_entropy(plain, targets, reduction: reduction);
            (fused * 0.3).backward();
            (expected * 0.3).backward();
            Assert.Equal(expected.ToDouble(), fused.ToDouble(), Math.Abs(expected.ToDouble()) * 1e-6);
            Assert.True(logits.grad!.allclose(plain.grad!.@float(), 1e-4, 1e-7));
        }
    }

    [TorchFact]
    public void CrossEntropy_OfATargetBeyondTheVocabulary_IsRefused()
    {
        using var scope = NewDisposeScope();
        var e = Assert.ThrowsAny<ExternalException>(() => Operators.CrossEntropy(ones([2, 5]), tensor([1L, 5L])));
        Assert.Contains("Target 5 is out of bounds", e.Message, StringComparison.Ordinal);
    }

    [TorchTheory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void NotANumber_GoesThrough(float value)
    {
        using var scope = NewDisposeScope();
        var logits = ones([1, 40]);
        logits.narrow(1, 3, 1).fill_(value);
        Assert.True(float.IsNaN(Operators.CrossEntropy(logits, tensor([1L])).ToSingle()));
        var qkv = ones([1, 3, 12]);
        qkv.narrow(2, 0, 1).fill_(value);
        Assert.True(float.IsNaN(Operators.CausalAttention(qkv, 2).sum().ToSingle()));
    }

    [TorchFact]
    public void Results_DoNotDependOnTheThreads()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var qkv = randn([2, 200, 48]);
        var alone = Operators.CausalAttention(qkv, 4);
        try
        {
            TorchRuntime.Threads = 2;
            Assert.True(Operators.CausalAttention(qkv, 4).Equals(alone));
        }
        finally
        {
            TorchRuntime.Threads = 1;
        }
    }

    [TorchFact]
    public void Dropout_OfAttention_UsesLibtorchs()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var qkv = randn([1, 20, 24]);
        Assert.False(Operators.CausalAttention(qkv, 2, dropout: 0.5).allclose(Operators.CausalAttention(qkv, 2)));
    }
}

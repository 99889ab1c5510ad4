using System.Runtime.InteropServices;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch;
using TorchSharp;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Torch;

[Collection(TorchSerial.Name)]
public sealed class ErrorTests
{
    [TorchFact]
    public void Refusal_CarriesLibtorchsMessage_WithoutItsStack()
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<ExternalException>(() => ones([2, 3]).matmul(ones([2, 3])));
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", e.Message);
    }

    [TorchFact]
    public void TokenBeyondTheTable_IsAnError()
    {
        using var scope = NewDisposeScope();
        var table = nn.Embedding(5, 2);
        var e = Assert.Throws<ExternalException>(() => table.forward(tensor([5L])));
        Assert.Contains("index out of range", e.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => nn.functional.cross_entropy(ones([1, 5]), tensor([7L])));
    }

    [TorchFact]
    public void BackwardTwice_SaysThatTheGraphIsFreed()
    {
        using var scope = NewDisposeScope();
        var loss = ones(3, requires_grad: true).square().sum();
        loss.backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(loss.backward).Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void Gradient_IsNullBeforeBackward_AndAfterForgetting()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        Assert.Null(layer.weight.grad);
        layer.forward(ones([1, 2])).sum().backward();
        Assert.NotNull(layer.weight.grad);
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [TorchFact]
    public void NoGrad_RecordsNothing_AndEnds()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x + 1).requires_grad);
        }

        Assert.True((x + 1).requires_grad);
    }

    [TorchFact]
    public void Tensor_OfTooFewElements_IsRefused() =>
        Assert.Contains("do not fill", Assert.Throws<ArgumentException>(() => tensor([1f, 2f], [3])).Message, StringComparison.Ordinal);

    [TorchFact]
    public void AccessorOfAnotherType_IsRefused()
    {
        using var t = ones(3);
        Assert.Throws<ArgumentException>(() => t.data<long>());
        Assert.Equal([1f, 1f, 1f], t.data<float>().ToArray());
    }

    [TorchFact]
    public void Autocast_ComputesInTheShorterType_UntilDisposed()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones([4, 4]), ones([4, 4]));
        using (new Autocast(DeviceType.CPU))
        {
            Assert.Equal(ScalarType.BFloat16, a.matmul(b).dtype);
        }

        Assert.Equal(ScalarType.Float32, a.matmul(b).dtype);
    }

    [TorchFact]
    public void StateOfAnotherModule_IsRefusedWithAllNames()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 3);
        var e = Assert.Throws<InvalidOperationException>(
            () => layer.load_state_dict(new() { ["weight"] = ones([3, 2]), ["scale"] = ones(1) }));
        Assert.Contains("missing bias", e.Message, StringComparison.Ordinal);
        Assert.Contains("unknown scale", e.Message, StringComparison.Ordinal);
    }
}

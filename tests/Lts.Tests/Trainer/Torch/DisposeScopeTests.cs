using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Torch;

[Collection(TorchSerial.Name)]
public sealed class DisposeScopeTests
{
    [TorchFact]
    public void Scope_Ends_DisposesWhatWasMadeInIt()
    {
        var before = TorchRuntime.LiveTensors;
        Tensor made;
        using (var scope = NewDisposeScope())
        {
            made = (ones(3) + 1) * 2;
            Assert.Equal(3, scope.DisposablesCount);
            Assert.Equal(before + 3, TorchRuntime.LiveTensors);
        }

        Assert.True(made.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => made.numel());
        Assert.Equal(before, TorchRuntime.LiveTensors);
    }

    [TorchFact]
    public void MovedToOuter_LivesAsLongAsTheOuterScope()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = ones(3).MoveToOuterDisposeScope();
            }

            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
    }

    [TorchFact]
    public void MovedOutOfTheOutermost_OrDetached_BelongsToNobody()
    {
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            (moved, detached) = (ones(3).MoveToOuterDisposeScope(), ones(3).DetachFromDisposeScope());
        }

        Assert.False(moved.IsInvalid || detached.IsInvalid);
        moved.Dispose();
        detached.Dispose();
    }

    [TorchFact]
    public void DisposedByHand_LeavesItsScope()
    {
        using var scope = NewDisposeScope();
        var (first, second, third) = (ones(1), ones(2), ones(3));
        second.Dispose();
        Assert.Equal([first, third], scope.DisposablesView);
        scope.DisposeEverythingBut(third);
        Assert.True(first.IsInvalid);
        Assert.Equal([third], scope.DisposablesView);
    }

    [TorchFact]
    public void Parameter_TakesATensorOver_AndItsModuleKeepsIt()
    {
        Linear layer;
        Tensor data;
        using (NewDisposeScope())
        {
            data = ones(3);
            using var parameter = new Parameter(data);
            Assert.True(data.IsInvalid && parameter.requires_grad && parameter.is_leaf);
            layer = nn.Linear(2, 3);
        }

        Assert.Equal([3, 2], layer.weight.shape);
        layer.Dispose();
        Assert.True(layer.weight.IsInvalid);
    }

    [TorchFact]
    public void Scopes_AreOfTheirThread()
    {
        using var scope = NewDisposeScope();
        var thread = new Thread(() => ones(3).Dispose());
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
    }
}

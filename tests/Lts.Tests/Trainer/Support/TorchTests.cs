namespace Lts.Tests.Trainer.Support;

/// <summary>Tests that draw from libtorch's generator, of which a process has one: they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class TorchTests
{
    public const string Name = "libtorch";
}

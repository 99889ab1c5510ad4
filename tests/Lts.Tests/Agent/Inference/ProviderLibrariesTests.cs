using Lts.Agent.Inference;

namespace Lts.Tests.Agent.Inference;

public sealed class ProviderLibrariesTests
{
    private static readonly string[] BuiltWith = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];

    [Fact]
    public void ProviderWithoutItsLibrary_IsNotListed() =>
        Assert.Equal<string>(["CPUExecutionProvider"], ProviderLibraries.Usable(BuiltWith, _ => false));

    [Fact]
    public void ProviderWhoseLibraryLoads_IsListed() => Assert.Equal<string>(
        ["CUDAExecutionProvider", "CPUExecutionProvider"],
        ProviderLibraries.Usable(BuiltWith, library => library.Contains("_providers_cuda", StringComparison.Ordinal)));
}

using Lts.Domain.Families;

namespace Lts.Onnx.Emission;

/// <summary>Who writes the graph of which family.</summary>
internal static class GraphEmitters
{
    private static readonly Dictionary<ModelFamily, FamilyEmitter> All = new()
    {
        [Gpt2Family.Instance] = new(Gpt2Emitter.Build, Gpt2Emitter.CacheOf),
    };

    /// <summary>The emitter of a family.</summary>
    /// <exception cref="Domain.ValidationException">There is none.</exception>
    public static FamilyEmitter Of(ModelFamily family) => All.TryGetValue(family, out var emitter)
        ? emitter
        : throw new Domain.ValidationException("the architecture", [$"arch_type is '{family.Name}': no ONNX graph is known for {family.Label} yet."]);
}

using System.CommandLine;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Commands;

/// <summary>The argument that names a trained model, which several verbs have.</summary>
internal static class ModelArgument
{
    /// <summary>Any form of a model that can be run.</summary>
    public static Argument<string> Create() => new("model") { Description = ModelSource.Description };

    /// <summary>A model whose weights can be read.</summary>
    public static Argument<string> CreateFolder() => new("model") { Description = "A run's folder, or its model folder." };
}

using System.CommandLine;

namespace Lts.Trainer.Commands;

/// <summary>The argument that names a trained model, which several verbs have.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("model") { Description = "A run's folder, or its model folder." };
}

using System.Collections.Immutable;
using Lts.Trainer.Generation;

namespace Lts.Trainer.Service.Texts;

/// <summary>What to write with the model of a completed job.</summary>
/// <param name="Prompts">What to continue, at least one; an empty one stands for the beginning of a text.</param>
/// <param name="Settings">How to generate: lengths, sampling and seed.</param>
internal sealed record TextRequest(ImmutableArray<string> Prompts, GenerationSettings Settings);

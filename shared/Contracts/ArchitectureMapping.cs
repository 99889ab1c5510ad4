using Lts.Domain.Architectures;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Architectures on the wire.</summary>
public static class ArchitectureMapping
{
    /// <summary>From the wire; not validated.</summary>
    public static Architecture Read(Proto.Architecture message) => new()
    {
        Family = ModelFamily.Gpt2,
        HiddenSize = message.HiddenSize,
        Layers = [.. message.Layers.Select(l => new DecoderLayer(l.FeedForwardSize, l.HeadCount))],
        VocabularySize = message.VocabularySize,
        MaxSequenceLength = message.MaxSequenceLength,
        AttentionDropout = message.AttentionDropout,
    };

    /// <summary>To the wire.</summary>
    public static Proto.Architecture ToProto(Architecture architecture) => new()
    {
        Family = Proto.ModelFamily.Gpt2,
        HiddenSize = architecture.HiddenSize,
        Layers =
        {
            architecture.Layers.Select(l => new Proto.DecoderLayer { FeedForwardSize = l.FeedForwardSize, HeadCount = l.HeadCount }),
        },
        VocabularySize = architecture.VocabularySize,
        MaxSequenceLength = architecture.MaxSequenceLength,
        AttentionDropout = architecture.AttentionDropout,
    };
}

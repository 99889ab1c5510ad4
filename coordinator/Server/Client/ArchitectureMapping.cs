using Lts.Domain.Architectures;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Client;

/// <summary>Architectures to and from the contract.</summary>
internal static class ArchitectureMapping
{
    public static Proto.Architecture ToProto(Architecture architecture)
    {
        var proto = new Proto.Architecture
        {
            Family = Proto.ModelFamily.Gpt2,
            HiddenSize = architecture.HiddenSize,
            VocabularySize = architecture.VocabularySize,
            MaxSequenceLength = architecture.MaxSequenceLength,
            AttentionDropout = architecture.AttentionDropout,
        };
        proto.Layers.AddRange(architecture.Layers.Select(
            l => new Proto.DecoderLayer { FeedForwardSize = l.FeedForwardSize, HeadCount = l.HeadCount }));
        return proto;
    }

    public static Architecture ToDomain(Proto.Architecture proto) => new()
    {
        HiddenSize = proto.HiddenSize,
        Layers = [.. proto.Layers.Select(l => new DecoderLayer(l.FeedForwardSize, l.HeadCount))],
        VocabularySize = proto.VocabularySize,
        MaxSequenceLength = proto.MaxSequenceLength,
        AttentionDropout = proto.AttentionDropout,
    };
}

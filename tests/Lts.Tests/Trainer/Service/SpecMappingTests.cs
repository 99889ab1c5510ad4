using System.Collections.Immutable;
using Lts.Domain;
using Lts.Protos.V1;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using JobSpec = Lts.Protos.V1.JobSpec;

namespace Lts.Tests.Trainer.Service;

public sealed class SpecMappingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5000, 0)]
    [InlineData(0, 64)]
    [InlineData(5000, 64)]
    public void Spec_ComesBackAsItWasSubmitted(int vocabularySize, int sequenceLength)
    {
        var spec = ServedTrainer.Tiny();
        (spec.Architecture.VocabularySize, spec.Architecture.MaxSequenceLength) = (vocabularySize, sequenceLength);

        Assert.Equal(spec, SpecMapping.ToProto(SpecMapping.Read(spec)));
    }

    /// <summary>Whatever a client sends, the answer is a list of errors, and never a long one.</summary>
    [Fact]
    public void SpecThatMakesNoSense_IsRefusedInFewWords()
    {
        JobSpec[] specs =
        [
            new(),
            new() { Architecture = new Architecture() },
            With(architecture => architecture.Family = ModelFamily.Unspecified),
            With(architecture => architecture.HiddenSize = int.MinValue),
            With(architecture => architecture.AttentionDropout = double.NaN),
            With(architecture => architecture.AttentionDropout = double.PositiveInfinity),
            With(architecture => architecture.VocabularySize = -1),
            With(architecture => architecture.MaxSequenceLength = -1),
            With(architecture => architecture.Layers.Clear()),
            With(architecture => architecture.Layers.AddRange(Enumerable.Repeat(new DecoderLayer { FeedForwardSize = 8, HeadCount = 1 }, 100_000))),
        ];
        var configuration = new JobConfiguration(ImmutableDictionary<string, string>.Empty.Add("docs", "/docs"));

        Assert.All(specs, spec =>
        {
            var error = Assert.Throws<ValidationException>(() => configuration.Compose(SpecMapping.Read(spec), "/run"));
            Assert.InRange(error.Message.Length, 10, 2000);
        });
        Assert.Throws<ValidationException>(() => configuration.Compose(SpecMapping.Read(null), "/run"));
    }

    private static JobSpec With(Action<Architecture> change)
    {
        var spec = ServedTrainer.Tiny();
        change(spec.Architecture);
        return spec;
    }
}

using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Reports.Data;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.StudyFiles;

public sealed class StudyFileTests : IDisposable
{
    private const string Full = """
        # everything that a study file can say
        name: pi-search
        space:
          preset: gpt2-quickstart
          layer_count: {min: 1, max: 4}
          hidden_size: {min: 64, max: 128, step: 32}
          feed_forward_size: 256
          head_counts: [2, 4]
          min_feed_forward_ratio: 1.5
          per_layer: false
          vocabulary_size: 1000
          max_sequence_length: 64
          min_decoder_parameters: 10_000
          max_decoder_parameters: 9000000
        algorithm: {name: evolutionary, generations: 5, parent_count: 4, mutated_count: 6, crossed_count: 2, mutation_probability: 0.4}
        seed: 42
        objectives:
          - decoder_parameters: maximize
          - latency_ms
        constraints:
          latency_ms: {max: 50}
          decoder_parameters: {min: 20000, max: 8e6}
        devices: [tag:pi, name:bench]
        plan: {sequence_length: 32, time_limit: 60s, memory_limit: 2GiB, relative_margin: 0.05, batch_size: 1}
        max_candidates: 100
        max_attempts: 2
        priority: -1
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Yaml_EveryField_IsRead()
    {
        var spec = ReadValid(Full);

        Assert.Equal("pi-search", spec.Name);
        Assert.Equal(new IntRange { Min = 1, Max = 4, Step = 1 }, spec.Space.LayerCount);
        Assert.Equal(new IntRange { Min = 64, Max = 128, Step = 32 }, spec.Space.HiddenSize);
        Assert.Equal(new IntRange { Min = 256, Max = 256, Step = 1 }, spec.Space.FeedForwardSize);
        Assert.Equal([2, 4], spec.Space.HeadCounts);
        Assert.False(spec.Space.PerLayer);
        Assert.Equal(10_000, spec.Space.MinDecoderParameters);
        Assert.Equal(5, spec.Evolutionary.Generations);
        Assert.Equal(0.4, spec.Evolutionary.MutationProbability);
        Assert.Equal(0.5, spec.Evolutionary.CrossoverProbability); // the default
        Assert.Equal(42, spec.Seed);
        Assert.Equal(
            [
                new Objective { Metric = Metric.DecoderParameters, MetricName = "decoder_parameters", Direction = Direction.Maximize },
                new Objective { Metric = Metric.LatencyMs, MetricName = "latency_ms", Direction = Direction.Minimize },
            ],
            spec.Objectives);
        Assert.Equal(new Constraint { Metric = Metric.LatencyMs, MetricName = "latency_ms", Max = 50 }, spec.Constraints[0]);
        Assert.Equal(["tag:pi", "name:bench"], spec.Devices);
        Assert.Equal(60_000, spec.Plan.TimeLimitMs);
        Assert.Equal(2L << 30, spec.Plan.MemoryLimitBytes);
        Assert.Equal(100, spec.MaxCandidates);
        Assert.Equal(-1, spec.Priority);
    }

    [Fact]
    public void Writer_WhatItWrites_IsReadBackEqual()
    {
        var spec = ReadValid(Full);

        var again = ReadValid(StudyFileWriter.ToJson(StudySpecMapping.ReadAsSent(spec)).GetRawText(), json: true);

        Assert.Equal(spec, again);
    }

    [Theory]
    [InlineData("evolution_pareto", StudySpec.AlgorithmOneofCase.EvolutionPareto)]
    [InlineData("random", StudySpec.AlgorithmOneofCase.Random)]
    [InlineData("evolutionary", StudySpec.AlgorithmOneofCase.Evolutionary)]
    public void AlgorithmByName_HasDefaults_AndSurvivesTheRoundTrip(string name, StudySpec.AlgorithmOneofCase expected)
    {
        var spec = ReadValid($"space: gpt2-paper\nalgorithm: {name}\n");

        Assert.Equal(expected, spec.AlgorithmCase);
        Assert.Equal("gpt2-paper", spec.Space.Preset);
        Assert.Equal(spec.AlgorithmCase, ReadValid(StudyFileWriter.ToJson(StudySpecMapping.ReadAsSent(spec)).GetRawText(), json: true).AlgorithmCase);
    }

    [Theory]
    [InlineData("evolutionary", "generations")]
    [InlineData("evolutionary", "mutated_count")]
    [InlineData("evolutionary", "crossed_count")]
    [InlineData("evolutionary", "mutation_probability")]
    [InlineData("evolutionary", "crossover_probability")]
    [InlineData("evolution_pareto", "random_per_iteration")]
    [InlineData("evolution_pareto", "mutations_per_parent")]
    [InlineData("evolution_pareto", "crossover_count")]
    public void AlgorithmSetting_OfZero_IsZero(string algorithm, string setting)
    {
        var spec = ReadValid($"space: gpt2-paper\nalgorithm: {{name: {algorithm}, {setting}: 0}}\n");
        var again = ReadValid(StudyFileWriter.ToJson(StudySpecMapping.ReadAsSent(spec)).GetRawText(), json: true);

        Assert.Equal(spec, again);
        Assert.All(
            AlgorithmSettings.Of(SearchAlgorithmMapping.Read(again)),
            s => Assert.Equal(s.Name == setting, s.Value == 0)); // the others have their defaults, none of which is 0
    }

    [Fact]
    public void RangeOverride_LeavesTheRestOfThePreset()
    {
        var spec = ReadValid("space: {preset: gpt2-paper, hidden_size: {max: 512}}");

        Assert.Equal(new IntRange { Min = 128, Max = 512, Step = 64 }, spec.Space.HiddenSize);
    }

    [Fact]
    public void FixedArchitectures_InlineAndByFile_AreRead()
    {
        File.WriteAllText(_folder["a.json"], """{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":2}""");

        var spec = ReadValid("""
            algorithm:
              name: fixed
              architectures:
                - a.json
                - {arch_type: gpt2, n_layer: 2, d_model: 64, d_inner: [128, 256], n_head: [2, 4], vocab_size: 1000}
            """);

        Assert.Equal([1, 2], spec.Fixed.Architectures.Select(a => a.Layers.Count));
        Assert.Equal(256, spec.Fixed.Architectures[1].Layers[1].FeedForwardSize);
        Assert.Equal(spec, ReadValid(StudyFileWriter.ToJson(StudySpecMapping.ReadAsSent(spec)).GetRawText(), json: true));
    }

    [Fact]
    public void TenErrors_AreAllNamed_WithTheirLines()
    {
        var errors = Errors("""
            nmae: x
            space:
              preset: gpt2-papr
              layer_count: {min: one, maxx: 4}
              per_layer: perhaps
            algorithm: {name: evolutionary, generation: 5, parent_count: 1.5}
            seed: [1]
            objectives: [latency: minimize, decoder_parameters: up]
            constraints: {latency_ms: 50}
            plan: {time_limit: 60, memory_limit: 2 elephants}
            devices: {tag: pi}
            """);

        Assert.Equal(
            [
                "study.yaml:1: nmae is not a field; did you mean name?",
                "study.yaml:3: there is no space called gpt2-papr; did you mean gpt2-paper?",
                "study.yaml:4: space.layer_count.min must be a whole number, not 'one'.",
                "study.yaml:4: space.layer_count.maxx is not a field; did you mean max?",
                "study.yaml:5: space.per_layer must be true or false, not 'perhaps'.",
                "study.yaml:6: algorithm.parent_count must be a whole number, not '1.5'.",
                "study.yaml:6: algorithm.generation is not a field; did you mean generations?",
                "study.yaml:7: seed must be a whole number, not a list.",
                "study.yaml:8: there is no metric called latency; choose decoder_parameters, total_parameters, model_mib, latency_ms, "
                + "peak_memory_mib.",
                "study.yaml:8: there is no direction called up; choose minimize, maximize.",
                "study.yaml:9: constraints.latency_ms must be a mapping, not '50'.",
                "study.yaml:10: plan.time_limit must be a time with its unit (ms, s, m, h), for example 60s, not '60'.",
                "study.yaml:10: plan.memory_limit must be a size with its unit (B, KB, MB, GB, or KiB, MiB, GiB), for example 2GiB, "
                + "not '2 elephants'.",
                "study.yaml:11: devices must be a list of selectors such as tag:pi, not a mapping.",
            ],
            errors);
    }

    [Theory]
    [InlineData("space: gpt2-paper\nseed: 1\nseed: 2\n", false, ":3: seed is given twice (first on line 2)")]
    [InlineData("{\"seed\": 1,\n \"seed\": 2}", true, ":2: seed is given twice (first on line 1)")]
    [InlineData("a: &x 1\nb: *x\n", false, "anchors (&name) and aliases (*name) are not allowed")]
    [InlineData("space: [unclosed\n", false, "this is not valid YAML")]
    [InlineData("{\"seed\": 1,\n \"space\" 2}", true, ":2: this is not valid JSON")]
    [InlineData("{\"seed\": 1} x", true, "this is not valid JSON")]
    [InlineData("{\"seed\": 1,\n \"name\": \"\\ud800\"}", true, ":2: this text is not valid Unicode")]
    [InlineData("{\"seed\": 1,\n \"\\ud800\": 1}", true, ":2: this text is not valid Unicode")]
    [InlineData("name: \"\\ud800\"\n", false, "this is not valid YAML")]
    [InlineData("", false, "the file is empty")]
    [InlineData("just words", false, "a study must be a mapping")]
    [InlineData("seed: 1\n---\nseed: 2\n", false, "a second document begins here")]
    [InlineData("seed: 99999999999999999999\n", false, "seed must be a whole number")]
    [InlineData("max_candidates: 3000000000\n", false, "max_candidates must be a whole number")]
    [InlineData("seed: \"1\"\n", false, "seed must be a whole number, not the text \"1\"")]
    [InlineData("space: {layer_count: 2}\n", false, "space.preset is missing; choose gpt2-paper, gpt2-archai, gpt2-quickstart.")]
    [InlineData("algorithm: {generations: 3}\n", false, "algorithm.name is missing")]
    [InlineData("algorithm: evolutionry\n", false, "there is no algorithm called evolutionry; did you mean evolutionary?")]
    [InlineData("space: gpt2-paper\nalgorithm: {name: random, count: 0}\n", false, ":2: random.count")]
    [InlineData("algorithm: {name: fixed}\n", false, "algorithm.architectures must name at least one architecture")]
    [InlineData("algorithm: {name: fixed, architectures: [missing.json]}\n", false, "There is no file")]
    [InlineData("algorithm: {name: fixed, architectures: [{n_layer: 1}]}\n", false, "algorithm.architectures[0]")]
    [InlineData("plan: {time_limit: 1s, time_limit_ms: 5}\n", false, "plan.time_limit and plan.time_limit_ms say the same; keep one.")]
    [InlineData("space: {preset: gpt2-paper, layer_count: {min: 2, max: 4, step: 0}}\n", false, "space.layer_count.step must be at least 1, not 0.")]
    [InlineData("", true, "this is not valid JSON: it is empty.")]
    [InlineData("space: {preset: gpt2-paper, head_counts: []}\n", false, "space.head_counts must name at least one value.")]
    [InlineData("space: gpt2-paper\nconstraints: {latency_ms: {}}\n", false, ":2: constraints.latency_ms must have a min, a max or both.")]
    [InlineData("plan: {relative_margin: .nan}\n", false, "plan.relative_margin must be a number")]
    public void BadFile_IsNamedWithItsLine(string text, bool json, string expected) =>
        Assert.Contains(expected, string.Join('\n', Errors(text, json)), StringComparison.Ordinal);

    /// <summary>Not only once the rest is mended, and not a second time by the rules of searches, which count constraints.</summary>
    [Theory]
    [InlineData("space: gpt2-papr\nconstraints:\n  latency_ms: {min: 5.5, max: 1}\n", false, 3)]
    [InlineData("{\"space\": \"gpt2-papr\", \"constraints\": {\"latency_ms\": {\"min\": 5.5, \"max\": 1}}}", true, 1)]
    public void ConstraintThatHoldsNothing_IsToldAtOnce_WithWhatElseIsWrong(string text, bool json, int line)
    {
        var errors = Errors(text, json);

        Assert.Equal(2, errors.Length);
        Assert.Contains("there is no space called gpt2-papr", errors[0], StringComparison.Ordinal);
        Assert.EndsWith($":{line}: constraints.latency_ms.min 5.5 is more than constraints.latency_ms.max 1.", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownFamily_IsTheOnlyError_ForNobodyKnowsWhatItLacks() =>
        Assert.Equal(["study.yaml:1: there is no family called bert; choose gpt2."], Errors("space: {family: bert}\n"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NestingWithoutEnd_IsRefused(bool json)
    {
        var errors = Errors("{\"a\": " + new string('[', 100_000) + new string(']', 100_000) + "}", json);

        Assert.Single(errors);
    }

    [Fact]
    public void FileLargerThanOneMebibyte_IsRefused()
    {
        var path = _folder["large.yaml"];
        File.WriteAllText(path, new string('#', FileLimits.MaxBytes + 1));

        var error = Assert.Throws<UserErrorException>(() => StudyFile.Load(path));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("larger than 1 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotThere_IsNotFound()
    {
        var error = Assert.Throws<UserErrorException>(() => StudyFile.Load(_folder["none.yaml"]));

        Assert.Equal(ExitCode.NotFound, error.ExitCode);
    }

    [Fact]
    public void Load_SeveralErrors_AreOneMessageWithAHeading()
    {
        var path = _folder["study.yaml"];
        File.WriteAllText(path, "a: 1\nb: 2\n");

        var error = Assert.Throws<UserErrorException>(() => Check(StudyFile.Load(path)));

        Assert.StartsWith($"{path} has 2 errors:\n{path}:1: a is not a field", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Fact]
    public void ErrorsOfMeaning_AreNamedWithTheirLines_BesideThoseOfForm()
    {
        var errors = Errors("""
            space:
              preset: gpt2-quickstart
              layer_count: {min: 5, max: 2}
              head_counts: [3, 3]
            algorithm:
              name: evolutionary
              mutation_probability: 7
            priority: 5000
            plan: {time_limit: 2s, max_rounds: 1, sequence_length: 500, min_rnds: 5}
            constraints:
              latency_ms: {min: 9, max: 3}
            max_attempts: 900
            """);

        Assert.Collection(
            errors,
            e => Assert.StartsWith("study.yaml:3: space.layer_count", e, StringComparison.Ordinal),
            e => Assert.StartsWith("study.yaml:4: space.head_counts", e, StringComparison.Ordinal),
            e => Assert.StartsWith("study.yaml:7: evolutionary.mutation_probability", e, StringComparison.Ordinal),
            e => Assert.StartsWith("study.yaml:8: priority", e, StringComparison.Ordinal),
            e => Assert.Equal("study.yaml:9: plan.min_rnds is not a field; did you mean min_rounds?", e), // the rest of the plan waits
            e => Assert.StartsWith("study.yaml:11: constraints.latency_ms.min 9 is more than", e, StringComparison.Ordinal),
            e => Assert.StartsWith("study.yaml:12: max_attempts", e, StringComparison.Ordinal));
    }

    [Fact]
    public void ErrorOfForm_HidesNoErrorOfMeaningOfAnotherField()
    {
        const string Text = """
            space:
              preset: gpt3
              layer_count:
                min: 9
                max: 2
            algorithm: random
            max_candidates: -7
            plan:
              time_limit: soon
              min_rounds: 50
              max_rounds: 3
            """;
        var file = StudyFile.Parse(Text, json: false, "study.yaml", _folder.FullName);

        var errors = Assert.Throws<UserErrorException>(() => Check(file)).Message.Split('\n');

        Assert.Equal(
            ["study.yaml:2", "study.yaml:5", "study.yaml:7", "study.yaml:9", "study.yaml:11"],
            errors[1..].Select(e => e[..e.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void MissingSpace_IsNamedWithoutALine() => Assert.StartsWith(
        "study.yaml: space.preset must be one of", Assert.Single(Errors("algorithm: random\n")), StringComparison.Ordinal);

    private static void Check(StudyFile file) => file.Check(file.Draft);

    /// <summary>What the file asks the coordinator for.</summary>
    private StudySpec ReadValid(string text, bool json = false)
    {
        var file = StudyFile.Parse(text, json, "study.yaml", _folder.FullName);
        file.Check(file.Draft);
        return StudySpecMapping.ToProto(file.Draft.ToSpec());
    }

    /// <summary>Every message but the heading.</summary>
    private string[] Errors(string text, bool json = false)
    {
        var error = Assert.Throws<UserErrorException>(() => Check(StudyFile.Parse(text, json, "study.yaml", _folder.FullName)));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        var lines = error.Message.Split('\n');
        return lines.Length > 1 ? lines[1..] : lines;
    }
}

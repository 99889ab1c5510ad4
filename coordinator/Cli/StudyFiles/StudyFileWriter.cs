using System.Buffers;
using System.Text.Json;
using Lts.Contracts;
using Lts.Domain.Architectures;
using Lts.Domain.Measurements;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;

namespace Lts.Cli.StudyFiles;

/// <summary>Writes a specification as a JSON study file: what <see cref="StudyFile"/> reads back is the same specification.</summary>
internal static class StudyFileWriter
{
    /// <summary>The specification as JSON, with its defaults said; what is empty, and a seed or priority of 0, is left out.</summary>
    public static JsonElement ToJson(StudySpec spec)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, spec);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, StudySpec spec)
    {
        writer.WriteStartObject();
        if (spec.Name.Length > 0)
        {
            writer.WriteString("name", spec.Name);
        }

        if (spec.Algorithm is not FixedCandidatesOptions)
        {
            WriteSpace(writer, spec.Space); // given architectures need none; one is filled in all the same
        }

        WriteAlgorithm(writer, spec.Algorithm);
        WriteUnlessZero(writer, "seed", spec.Seed);
        WriteObjectives(writer, spec);
        WriteConstraints(writer, spec);
        if (!spec.Devices.IsEmpty)
        {
            writer.WriteStartArray("devices");
            foreach (var selector in spec.Devices)
            {
                writer.WriteStringValue(selector);
            }

            writer.WriteEndArray();
        }

        WritePlan(writer, spec.Plan);
        WriteIfSaid(writer, "max_candidates", spec.MaxCandidates);
        writer.WriteNumber("max_attempts", spec.MaxAttempts);
        WriteUnlessZero(writer, "priority", spec.Priority);
        writer.WriteEndObject();
    }

    private static void WriteSpace(Utf8JsonWriter writer, SearchSpace space)
    {
        writer.WriteStartObject("space");
        writer.WriteString(space.Name == space.Family.Name ? "family" : "preset", space.Name);
        int shape = 1 + space.Dimensions.ToList().FindLastIndex(d => d.Dimension.PerLayer); // what makes the shape of a model comes first
        WriteChoices(writer, space.Dimensions.Take(shape));
        foreach (var ratio in space.Ratios)
        {
            writer.WriteNumber(ratio.Name, ratio.Min);
        }

        WritePerLayer(writer, [.. space.Dimensions.Where(d => d.Dimension.PerLayer)]);
        WriteChoices(writer, space.Dimensions.Skip(shape));
        writer.WriteNumber("min_decoder_parameters", space.MinDecoderParameters);
        writer.WriteNumber("max_decoder_parameters", space.MaxDecoderParameters);
        writer.WriteEndObject();
    }

    private static void WriteChoices(Utf8JsonWriter writer, IEnumerable<DimensionSpace> dimensions)
    {
        foreach (var dimension in dimensions)
        {
            writer.WritePropertyName(dimension.Dimension.SpaceField);
            ChoicesJson.Write(writer, dimension.Dimension, dimension.Choices);
        }
    }

    private static void WritePerLayer(Utf8JsonWriter writer, List<DimensionSpace> layers)
    {
        if (layers.Select(d => d.PerLayer).Distinct().Count() == 1)
        {
            writer.WriteBoolean("per_layer", layers[0].PerLayer);
        }
        else if (layers.Count > 0)
        {
            writer.WriteStartArray("per_layer");
            foreach (var layer in layers.Where(d => d.PerLayer))
            {
                writer.WriteStringValue(layer.Dimension.SpaceField);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteAlgorithm(Utf8JsonWriter writer, SearchAlgorithm algorithm)
    {
        writer.WriteStartObject("algorithm");
        writer.WriteString("name", algorithm.Name);
        switch (algorithm)
        {
            case EvolutionarySearchOptions o:
                writer.WriteNumber("generations", o.Generations);
                writer.WriteNumber("parent_count", o.ParentCount);
                writer.WriteNumber("mutated_count", o.MutatedCount);
                writer.WriteNumber("crossed_count", o.CrossedCount);
                writer.WriteNumber("mutation_probability", o.MutationProbability);
                writer.WriteNumber("crossover_probability", o.CrossoverProbability);
                break;
            case EvolutionParetoOptions o:
                writer.WriteNumber("iterations", o.Iterations);
                writer.WriteNumber("initial_count", o.InitialCount);
                writer.WriteNumber("random_per_iteration", o.RandomPerIteration);
                writer.WriteNumber("mutations_per_parent", o.MutationsPerParent);
                writer.WriteNumber("crossover_count", o.CrossoverCount);
                writer.WriteNumber("max_unseen", o.MaxUnseen);
                break;
            case RandomSearchOptions o:
                writer.WriteNumber("count", o.Count);
                writer.WriteNumber("batch_size", o.BatchSize);
                break;
            case FixedCandidatesOptions o:
                writer.WriteStartArray("architectures");
                foreach (var architecture in o.Architectures)
                {
                    ArchitectureJson.Write(writer, architecture);
                }

                writer.WriteEndArray();
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteObjectives(Utf8JsonWriter writer, StudySpec spec)
    {
        writer.WriteStartArray("objectives");
        foreach (var objective in spec.Objectives)
        {
            writer.WriteStartObject();
            writer.WriteString(objective.Metric.Name, WireNames.Of(objective.Direction));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteConstraints(Utf8JsonWriter writer, StudySpec spec)
    {
        if (spec.Constraints.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("constraints");
        foreach (var constraint in spec.Constraints)
        {
            writer.WriteStartObject(constraint.Metric.Name);
            WriteIfSaid(writer, "min", constraint.Min);
            WriteIfSaid(writer, "max", constraint.Max);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter writer, MeasurementPlan plan)
    {
        writer.WriteStartObject("plan");
        writer.WriteNumber("batch_size", plan.BatchSize);
        writer.WriteNumber("sequence_length", plan.SequenceLength);
        writer.WriteNumber("warmup_runs", plan.WarmupRuns);
        writer.WriteNumber("min_rounds", plan.MinRounds);
        writer.WriteNumber("max_rounds", plan.MaxRounds);
        writer.WriteNumber("relative_margin", plan.RelativeMargin);
        writer.WriteNumber("time_limit_ms", (long)plan.TimeLimit.TotalMilliseconds);
        WriteIfSaid(writer, "memory_limit_bytes", plan.MemoryLimitBytes);
        writer.WriteNumber("memory_runs", plan.MemoryRuns);
        writer.WriteNumber("pool_seed", plan.PoolSeed);
        writer.WriteEndObject();
    }

    private static void WriteUnlessZero(Utf8JsonWriter writer, string name, long value)
    {
        if (value != 0)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void WriteIfSaid(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } said)
        {
            writer.WriteNumber(name, said);
        }
    }

    private static void WriteIfSaid(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } said)
        {
            writer.WriteNumber(name, said);
        }
    }
}

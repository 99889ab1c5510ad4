using System.Buffers;
using System.Text.Json;
using Google.Protobuf.Collections;
using Lts.Contracts;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Protos.V1;

namespace Lts.Cli.StudyFiles;

/// <summary>Writes a specification as a JSON study file: what <see cref="StudyFile"/> reads back is the same specification.</summary>
internal static class StudyFileWriter
{
    /// <summary>The specification as JSON; numbers and texts that are at the contract's default are left out.</summary>
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

        if (spec.Fixed is null)
        {
            WriteSpace(writer, spec.Space); // given architectures need none; the coordinator fills one in all the same
        }

        WriteAlgorithm(writer, spec);
        WriteNumber(writer, "seed", spec.Seed);
        WriteObjectives(writer, spec.Objectives);
        WriteConstraints(writer, spec.Constraints);
        if (spec.Devices.Count > 0)
        {
            writer.WriteStartArray("devices");
            foreach (var selector in spec.Devices)
            {
                writer.WriteStringValue(selector);
            }

            writer.WriteEndArray();
        }

        WritePlan(writer, spec.Plan);
        WriteIf(writer, "max_candidates", spec.HasMaxCandidates, spec.MaxCandidates);
        WriteIf(writer, "max_attempts", spec.HasMaxAttempts, spec.MaxAttempts);
        WriteNumber(writer, "priority", spec.Priority);
        writer.WriteEndObject();
    }

    private static void WriteSpace(Utf8JsonWriter writer, SearchSpaceSpec? space)
    {
        if (space is null)
        {
            return;
        }

        writer.WriteStartObject("space");
        writer.WriteString(space.Preset.Length > 0 || space.Family.Length == 0 ? "preset" : "family", space.Preset.Length > 0 ? space.Preset : space.Family);
        var said = SearchSpaceMapping.Said(space).ToList();
        int shape = said.FindLastIndex(s => s.Dimension.PerLayer) + 1; // what makes the shape of a model comes first
        WriteChoices(writer, said.Take(shape));
        foreach (var (name, min) in SearchSpaceMapping.Bounds(space))
        {
            writer.WriteNumber(name, min);
        }

        WritePerLayer(writer, said);
        WriteChoices(writer, said.Skip(shape));
        WriteIf(writer, "min_decoder_parameters", space.HasMinDecoderParameters, space.MinDecoderParameters);
        WriteIf(writer, "max_decoder_parameters", space.HasMaxDecoderParameters, space.MaxDecoderParameters);
        writer.WriteEndObject();
    }

    private static void WriteChoices(Utf8JsonWriter writer, IEnumerable<(Dimension Dimension, IntChoices? Choices, bool? PerLayer)> said)
    {
        foreach (var (dimension, choices, _) in said.Where(s => s.Choices is not null))
        {
            writer.WritePropertyName(dimension.SpaceField);
            ChoicesJson.Write(writer, dimension, choices!);
        }
    }

    private static void WritePerLayer(Utf8JsonWriter writer, List<(Dimension Dimension, IntChoices? Choices, bool? PerLayer)> said)
    {
        var layers = said.Where(s => s.Dimension.PerLayer && s.PerLayer is not null).ToList();
        if (layers.Select(s => s.PerLayer).Distinct().Count() == 1)
        {
            writer.WriteBoolean("per_layer", layers[0].PerLayer!.Value);
        }
        else if (layers.Count > 0)
        {
            writer.WriteStartArray("per_layer");
            foreach (var layer in layers.Where(s => s.PerLayer == true))
            {
                writer.WriteStringValue(layer.Dimension.SpaceField);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteAlgorithm(Utf8JsonWriter writer, StudySpec spec)
    {
        if (AlgorithmName(spec) is not { } name)
        {
            return;
        }

        writer.WriteStartObject("algorithm");
        writer.WriteString("name", name);
        if (spec.Evolutionary is { } evolutionary)
        {
            WriteIf(writer, "generations", evolutionary.HasGenerations, evolutionary.Generations);
            WriteIf(writer, "parent_count", evolutionary.HasParentCount, evolutionary.ParentCount);
            WriteIf(writer, "mutated_count", evolutionary.HasMutatedCount, evolutionary.MutatedCount);
            WriteIf(writer, "crossed_count", evolutionary.HasCrossedCount, evolutionary.CrossedCount);
            WriteIf(writer, "mutation_probability", evolutionary.HasMutationProbability, evolutionary.MutationProbability);
            WriteIf(writer, "crossover_probability", evolutionary.HasCrossoverProbability, evolutionary.CrossoverProbability);
        }
        else if (spec.EvolutionPareto is { } pareto)
        {
            WriteIf(writer, "iterations", pareto.HasIterations, pareto.Iterations);
            WriteIf(writer, "initial_count", pareto.HasInitialCount, pareto.InitialCount);
            WriteIf(writer, "random_per_iteration", pareto.HasRandomPerIteration, pareto.RandomPerIteration);
            WriteIf(writer, "mutations_per_parent", pareto.HasMutationsPerParent, pareto.MutationsPerParent);
            WriteIf(writer, "crossover_count", pareto.HasCrossoverCount, pareto.CrossoverCount);
            WriteIf(writer, "max_unseen", pareto.HasMaxUnseen, pareto.MaxUnseen);
        }
        else if (spec.Random is { } random)
        {
            WriteIf(writer, "count", random.HasCount, random.Count);
            WriteIf(writer, "batch_size", random.HasBatchSize, random.BatchSize);
        }
        else
        {
            writer.WriteStartArray("architectures");
            foreach (var architecture in spec.Fixed.Architectures)
            {
                ArchitectureJson.Write(writer, ArchitectureMapping.Read(architecture));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>The algorithm's name in study files; <see langword="null"/> when none is chosen.</summary>
    internal static string? AlgorithmName(StudySpec spec) => spec.AlgorithmCase switch
    {
        StudySpec.AlgorithmOneofCase.Evolutionary => AlgorithmReader.Evolutionary,
        StudySpec.AlgorithmOneofCase.EvolutionPareto => AlgorithmReader.EvolutionPareto,
        StudySpec.AlgorithmOneofCase.Random => AlgorithmReader.Random,
        StudySpec.AlgorithmOneofCase.Fixed => AlgorithmReader.Fixed,
        _ => null,
    };

    private static void WriteObjectives(Utf8JsonWriter writer, RepeatedField<Objective> objectives)
    {
        if (objectives.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("objectives");
        foreach (var objective in objectives)
        {
            writer.WriteStartObject();
            writer.WriteString(MetricMapping.NameOf(objective), WireNames.Of(objective.Direction));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteConstraints(Utf8JsonWriter writer, RepeatedField<Constraint> constraints)
    {
        if (constraints.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("constraints");
        foreach (var constraint in constraints)
        {
            writer.WriteStartObject(MetricMapping.NameOf(constraint));
            WriteIf(writer, "min", constraint.HasMin, constraint.Min);
            WriteIf(writer, "max", constraint.HasMax, constraint.Max);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter writer, MeasurementPlan? plan)
    {
        if (plan is null)
        {
            return;
        }

        writer.WriteStartObject("plan");
        WriteIf(writer, "batch_size", plan.HasBatchSize, plan.BatchSize);
        WriteIf(writer, "sequence_length", plan.HasSequenceLength, plan.SequenceLength);
        WriteIf(writer, "warmup_runs", plan.HasWarmupRuns, plan.WarmupRuns);
        WriteIf(writer, "min_rounds", plan.HasMinRounds, plan.MinRounds);
        WriteIf(writer, "max_rounds", plan.HasMaxRounds, plan.MaxRounds);
        WriteIf(writer, "relative_margin", plan.HasRelativeMargin, plan.RelativeMargin);
        WriteIf(writer, "time_limit_ms", plan.HasTimeLimitMs, plan.TimeLimitMs);
        WriteIf(writer, "memory_limit_bytes", plan.HasMemoryLimitBytes, plan.MemoryLimitBytes);
        WriteIf(writer, "memory_runs", plan.HasMemoryRuns, plan.MemoryRuns);
        WriteIf(writer, "pool_seed", plan.HasPoolSeed, plan.PoolSeed);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long value)
    {
        if (value != 0)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void WriteIf(Utf8JsonWriter writer, string name, bool present, long value)
    {
        if (present)
        {
            writer.WriteNumber(name, value);
        }
    }

    private static void WriteIf(Utf8JsonWriter writer, string name, bool present, double value)
    {
        if (present)
        {
            writer.WriteNumber(name, value);
        }
    }
}

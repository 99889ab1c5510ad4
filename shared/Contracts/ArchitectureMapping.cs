using System.Collections.Immutable;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Architectures on the wire.</summary>
public static class ArchitectureMapping
{
    /// <summary>From the wire. Whether it can be built is not looked at.</summary>
    /// <exception cref="ValidationException">Its family or a dimension is not known here, or values are missing; every error is named.</exception>
    public static Architecture Read(Proto.Architecture message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var errors = new List<string>();
        var family = ReadFamily(message, errors);
        if (message.Layers.Count > ArchitectureLimits.Layers || message.Dimensions.Count > family.Dimensions.Length)
        {
            errors.Add(
                $"n_layer must be from 1 to {ArchitectureLimits.Layers}, not {message.Layers.Count}, and each of the {family.Dimensions.Length} dimensions "
                + "may be given only once.");
            throw new ValidationException("the architecture", errors);
        }

        var values = new List<(Dimension Dimension, ImmutableArray<int> Values)>();
        foreach (var dimension in family.Dimensions.Skip(1))
        {
            if (LegacyArchitectureFields.Read(message, dimension) is { Length: > 0 } old)
            {
                values.Add((dimension, old));
            }
        }

        foreach (var (i, sent) in message.Dimensions.Index())
        {
            if (Read(sent, $"dimensions[{i}]", family, message.Layers.Count, errors) is not { } read)
            {
                continue;
            }

            if (values.Any(v => v.Dimension == read.Item1))
            {
                errors.Add($"dimensions[{i}].name '{sent.Name}' is given twice.");
            }

            values.Add(read);
        }

        if (errors.Count == 0)
        {
            errors.AddRange(family.Dimensions.Skip(1)
                .Where(d => d.Default is null && !LegacyArchitectureFields.Has(d) && !values.Any(v => v.Dimension == d)).Select(d => $"{d.Name} is missing."));
        }

        return errors.Count == 0
            ? Architecture.Of(family, message.Layers.Count, values) with { AttentionDropout = message.AttentionDropout }
            : throw new ValidationException("the architecture", errors);
    }

    /// <summary>
    /// From a coordinator, which has checked it. One of a family, or with a dimension, that only a newer program knows is never taken for one of
    /// another family: it keeps its family's name, what every family has, and the id and counts that came with it.
    /// </summary>
    /// <param name="message">The architecture; <see langword="null"/> when none was sent.</param>
    /// <param name="id">Its id; empty where none came with it.</param>
    /// <param name="parameters">Its counts; <see langword="null"/> where none came with it.</param>
    public static Architecture ReadAsSent(Proto.Architecture? message, string id = "", Proto.ParameterCount? parameters = null)
    {
        message ??= new Proto.Architecture();
        try
        {
            return Read(message);
        }
        catch (ValidationException)
        {
            var family = new UnknownFamily(FamilyNameOf(message));
            var values = family.Dimensions.Skip(1).Select(d => (d, LegacyArchitectureFields.Read(message, d)));
            return Architecture.AsSent(
                family, id, new ParameterCount(parameters?.Decoder ?? 0, parameters?.Embedding ?? 0), message.Layers.Count, values);
        }
    }

    /// <summary>To the wire.</summary>
    public static Proto.Architecture ToProto(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var message = new Proto.Architecture { AttentionDropout = architecture.AttentionDropout };
        if (LegacyArchitectureFields.FamilyOf(architecture.Family) is var known and not Proto.ModelFamily.Unspecified)
        {
            message.Family = known;
        }
        else
        {
            message.FamilyName = architecture.Family.Name;
        }

        message.Layers.Add(Enumerable.Range(0, architecture.LayerCount).Select(_ => new Proto.DecoderLayer()));
        foreach (var dimension in architecture.Family.Dimensions.Skip(1))
        {
            var values = architecture.Values(dimension);
            if (!LegacyArchitectureFields.TryWrite(message, dimension, values) && values.Any(v => v != dimension.Default))
            {
                message.Dimensions.Add(ToProto(dimension, values));
            }
        }

        return message;
    }

    private static ModelFamily ReadFamily(Proto.Architecture message, List<string> errors)
    {
        var name = FamilyNameOf(message);
        if (ModelFamilies.Find(name) is { } family)
        {
            return family;
        }

        errors.Add($"family_name '{name}' is unknown; this program knows {ModelFamilies.Names}. Upgrade it, or choose one of these.");
        return Gpt2Family.Instance;
    }

    /// <summary>Before families had names, every architecture was a GPT-2, and some clients left the family out.</summary>
    private static string FamilyNameOf(Proto.Architecture message) => message.FamilyName.Length > 0 ? message.FamilyName
        : message.Family is Proto.ModelFamily.Unspecified or Proto.ModelFamily.Gpt2 ? Gpt2Family.Instance.Name
        : $"{(int)message.Family}";

    private static (Dimension, ImmutableArray<int>)? Read(
        Proto.DimensionValues sent, string field, ModelFamily family, int layerCount, List<string> errors)
    {
        if (family.Dimensions.Skip(1).FirstOrDefault(d => d.Name == sent.Name) is not { } dimension)
        {
            errors.Add($"{field}.name '{sent.Name}' is not a dimension of {family.Label} that can be given here; those are {string.Join(", ", family.Dimensions.Skip(1).Select(d => d.Name))}.");
            return null;
        }

        var values = ChoiceNames.Read(dimension, sent.Values, sent.Names, field, errors);
        int expected = dimension.PerLayer ? layerCount : 1;
        if (values is { Length: var length } && length != 1 && length != expected)
        {
            errors.Add($"{field} has {length} values of {dimension.Name}; one is needed{(dimension.PerLayer ? $", or one for each of the {layerCount} layers" : "")}.");
            return null;
        }

        return values is { } read ? (dimension, read) : null;
    }

    private static Proto.DimensionValues ToProto(Dimension dimension, ImmutableArray<int> values)
    {
        var message = new Proto.DimensionValues { Name = dimension.Name };
        ImmutableArray<int> said = values.Distinct().Count() == 1 ? [values[0]] : values;
        if (dimension.Choices.IsEmpty)
        {
            message.Values.Add(said);
        }
        else
        {
            message.Names.Add(said.Select(dimension.Text));
        }

        return message;
    }
}

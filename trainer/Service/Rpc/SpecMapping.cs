using System.Text.Json;
using Lts.Contracts;
using Lts.Domain;
using Lts.Trainer.Service.Jobs;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>What to train, on the wire and as it is kept: Archai's fields.</summary>
internal static class SpecMapping
{
    private const string Missing = "null";

    /// <summary>
    /// From the wire. What makes no sense is written down so that it makes none either: <see cref="JobConfiguration"/> names all errors at once.
    /// </summary>
    public static JobSpec Read(Proto.JobSpec? message) => message is null ? new JobSpec { Architecture = Missing } : new JobSpec
    {
        Architecture = message.Architecture is { } architecture ? ArchitectureFieldsMapping.Read(architecture).ToJsonString() : Missing,
        Configuration = message.Configuration,
        Corpora = [.. message.Corpora],
        Label = message.Label,
    };

    /// <summary>To the wire.</summary>
    public static Proto.JobSpec ToProto(JobSpec spec) => new()
    {
        Architecture = ToArchitecture(spec.Architecture),
        Configuration = spec.Configuration,
        Corpora = { spec.Corpora },
        Label = spec.Label,
    };

    // Of a job that is set aside there is none; one that somebody damaged must not hide the other jobs.
    private static Proto.Architecture? ToArchitecture(string json)
    {
        try
        {
            return json == Missing ? null : ArchitectureFieldsMapping.ToProto(json);
        }
        catch (Exception e) when (e is JsonException or ValidationException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Lts.Domain;
using Lts.Hosting;

namespace Lts.Agent.Measurement.Storage;

/// <summary>Keeps calibrations over restarts, so that numbers stay comparable. One file a key.</summary>
internal sealed class CalibrationStore(AgentFolder folder)
{
    private const int NameBytes = 6;

    /// <summary>The calibration for a key, if there is one.</summary>
    public Calibration? Find(CalibrationKey key) =>
        KnownJson.TryRead(PathOf(key), KnownJson.Default.Calibration) is { } found
            && found.Key == key && found.ReferenceMs is >= Limits.LeastLatencyMs and <= Limits.MostLatencyMs ? found : null;

    /// <summary>Keeps a calibration in place of an earlier one for its key.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public void Save(Calibration calibration) => folder.Guard(
        () => DurableFile.Write(
            PathOf(calibration.Key), JsonSerializer.SerializeToUtf8Bytes(calibration, KnownJson.Default.Calibration), isShared: true));

    private string PathOf(CalibrationKey key)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(key, KnownJson.Default.CalibrationKey));
        return Path.Combine(folder.Known, $"calibration-{Convert.ToHexStringLower(hash.AsSpan(0, NameBytes))}.json");
    }
}

namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>
/// A device that is only its formula: what a GPT-2 model takes there, fitted on the frontiers that the authors of LTS published (LM1B). So the
/// answer of a whole study can be computed without a program that measures, stores or sends anything.
/// </summary>
/// <param name="Name">As published; the device's CPU model.</param>
/// <param name="BaseMs">Milliseconds of a model without anything.</param>
/// <param name="MsPerMillion">Milliseconds for each million of decoder parameters.</param>
/// <param name="MsPerLayer">Milliseconds for each layer.</param>
internal sealed record DeviceFormula(string Name, double BaseMs, double MsPerMillion, double MsPerLayer)
{
    private const int BytesPerParameter = 4;

    /// <summary>Which pay for parameters, and which for layers: their frontiers differ.</summary>
    public static IReadOnlyList<DeviceFormula> All { get; } =
    [
        new("ARM CPU", 1018, 59.8, -59),
        new("Titan Xp", 2.5, 0, 1.57),
        new("Core i7", 123, 6.3, -5.4),
    ];

    /// <summary>The one of a name.</summary>
    public static DeviceFormula Of(string name) => All.Single(formula => formula.Name == name);

    /// <summary>Milliseconds of one inference.</summary>
    public double LatencyMs(long decoderParameters, int layers) => BaseMs + (MsPerMillion * (decoderParameters / 1e6)) + (MsPerLayer * layers);

    /// <summary>As the authors have it: nothing but the weights.</summary>
    public static long PeakBytes(long parameters) => BytesPerParameter * parameters;
}

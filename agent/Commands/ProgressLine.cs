using System.Globalization;
using Lts.Domain.Measurements;
using Lts.Hosting.Terminals;

namespace Lts.Agent.Commands;

/// <summary>Shows how far a measurement is, on one line that is wiped at the end.</summary>
/// <param name="line">The line; <see langword="null"/> shows nothing.</param>
/// <param name="maxRounds">The most rounds that the plan allows.</param>
internal sealed class ProgressLine(StatusLine? line, int maxRounds) : IProgress<MeasurementProgress>, IDisposable
{
    /// <inheritdoc/>
    public void Report(MeasurementProgress value) => line?.Show(value.Phase == MeasurementPhase.Memory
        ? "measuring memory"
        : string.Create(CultureInfo.InvariantCulture, $"measuring latency: {value.Rounds} rounds of at most {maxRounds}"));

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();
}

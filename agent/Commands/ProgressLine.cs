using System.Globalization;
using Lts.Domain.Measurements;

namespace Lts.Agent.Commands;

/// <summary>Shows how far a measurement is, on one line of standard error that is wiped at the end.</summary>
internal sealed class ProgressLine(TextWriter error, bool show, int maxRounds) : IProgress<MeasurementProgress>, IDisposable
{
    private int _width;

    public void Report(MeasurementProgress value) => Show(value.Phase == MeasurementPhase.Memory
        ? "measuring memory"
        : string.Create(CultureInfo.InvariantCulture, $"measuring latency: {value.Rounds} rounds of at most {maxRounds}"));

    public void Dispose() => Show("");

    private void Show(string text)
    {
        if (show)
        {
            error.Write($"\r{text.PadRight(_width)}\r{text}");
            _width = text.Length;
        }
    }
}

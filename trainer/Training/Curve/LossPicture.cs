using System.Globalization;
using System.Text;
using Lts.Domain.Trainings;

namespace Lts.Trainer.Training.Curve;

/// <summary>
/// Draws the loss of a run over its steps as SVG: training as a line, held-out text as a line with points. One blue and one orange that
/// colour-blind people can tell apart, and a dashed line as well.
/// </summary>
internal sealed class LossPicture
{
    private const int Width = 800;
    private const int Height = 450;
    private const int Left = 60;
    private const int Right = 20;
    private const int Top = 40;
    private const int Bottom = 50;

    /// <summary>Space above and below the curve, as a share of its height.</summary>
    private const double Margin = 0.05;

    private readonly IReadOnlyList<TrainingProgress> _lines;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly double _steps;

    private LossPicture(IReadOnlyList<TrainingProgress> lines)
    {
        _lines = lines;
        var losses = lines.SelectMany(line => new[] { line.TrainLoss, line.ValidationLoss ?? line.TrainLoss }).Where(double.IsFinite)
            .DefaultIfEmpty(0).ToList();
        var height = Math.Max(losses.Max() - losses.Min(), 1e-6);
        _lowest = losses.Min() - (Margin * height);
        _highest = losses.Max() + (Margin * height);
        _steps = Math.Max(1, lines.Select(line => line.Step).DefaultIfEmpty(1).Max());
    }

    /// <summary>The picture, with a title for those who cannot see it.</summary>
    public static string ToSvg(IReadOnlyList<TrainingProgress> lines) => new LossPicture(lines).Draw();

    private string Draw()
    {
        var svg = new StringBuilder();
        Append(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" """);
        svg.Append("""font-family="system-ui, sans-serif" font-size="13">""").Append('\n');
        svg.Append("<title>Loss by step, in training and on held-out text</title>\n");
        Append(svg, $"""<rect width="{Width}" height="{Height}" fill="white"/>{'\n'}""");
        DrawAxes(svg);
        var trained = _lines.Where(line => double.IsFinite(line.TrainLoss)).Select(line => (line.Step, line.TrainLoss)).ToList();
        var heldOut = _lines.Where(line => line.ValidationLoss is { } loss && double.IsFinite(loss))
            .Select(line => (line.Step, line.ValidationLoss!.Value)).ToList();
        DrawCurve(svg, trained, "#0072b2", "");
        DrawCurve(svg, heldOut, "#d55e00", """ stroke-dasharray="6 3" """);
        foreach (var (step, loss) in heldOut)
        {
            Append(svg, $"""<circle cx="{X(step):0.#}" cy="{Y(loss):0.#}" r="3.5" fill="#d55e00"/>{'\n'}""");
        }

        DrawLegend(svg);
        return svg.Append("</svg>\n").ToString();
    }

    private void DrawAxes(StringBuilder svg)
    {
        foreach (var loss in AxisTicks.Of(_lowest, _highest, 6))
        {
            Append(svg, $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(loss):0.#}" y2="{Y(loss):0.#}" stroke="#ddd"/>{'\n'}""");
            Append(svg, $"""<text x="{Left - 8}" y="{Y(loss) + 4:0.#}" text-anchor="end">{loss:0.##}</text>{'\n'}""");
        }

        foreach (var step in AxisTicks.Of(0, _steps, 8))
        {
            Append(svg, $"""<text x="{X(step):0.#}" y="{Height - Bottom + 20}" text-anchor="middle">{step:0}</text>{'\n'}""");
        }

        Append(svg, $"""<line x1="{Left}" x2="{Width - Right}" y1="{Height - Bottom}" y2="{Height - Bottom}" stroke="black"/>{'\n'}""");
        Append(svg, $"""<text x="{(Left + Width - Right) / 2}" y="{Height - 10}" text-anchor="middle">steps</text>{'\n'}""");
        Append(svg, $"""<text x="{Left}" y="20">loss, nats per token</text>{'\n'}""");
    }

    private void DrawCurve(StringBuilder svg, IReadOnlyList<(int Step, double Loss)> points, string colour, string style)
    {
        if (points.Count > 0)
        {
            var path = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{X(p.Step):0.#},{Y(p.Loss):0.#}")));
            Append(svg, $"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{style}/>{'\n'}""");
        }
    }

    private static void DrawLegend(StringBuilder svg)
    {
        Append(svg, $"""<line x1="480" x2="510" y1="16" y2="16" stroke="#0072b2" stroke-width="2"/><text x="516" y="20">training</text>{'\n'}""");
        Append(svg, $"""<line x1="610" x2="640" y1="16" y2="16" stroke="#d55e00" stroke-width="2" stroke-dasharray="6 3"/>""");
        Append(svg, $"""<circle cx="625" cy="16" r="3.5" fill="#d55e00"/><text x="646" y="20">held-out text</text>{'\n'}""");
    }

    private static void Append(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private double X(double step) => Left + (step / _steps * (Width - Left - Right));

    private double Y(double loss) => Top + ((_highest - loss) / (_highest - _lowest) * (Height - Top - Bottom));
}

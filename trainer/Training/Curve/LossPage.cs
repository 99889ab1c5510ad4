using System.Globalization;
using System.Net;
using System.Text;
using Lts.Domain.Trainings;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Training.Curve;

/// <summary>The curve as a page of one file that needs no network: the picture, and the evaluations as a table.</summary>
internal static class LossPage
{
    private const string Style =
        "body{font-family:system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        + "table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #ddd}svg{max-width:100%}";

    /// <summary>The page as HTML, which needs no other file.</summary>
    /// <param name="title">Heading: what was trained.</param>
    /// <param name="lines">The lines of the run's progress, in order.</param>
    public static string ToHtml(string title, IReadOnlyList<TrainingProgress> lines)
    {
        var page = new StringBuilder();
        var heading = WebUtility.HtmlEncode(title);
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{heading}</title>\n");
        page.Append(CultureInfo.InvariantCulture, $"<style>{Style}</style></head><body>\n<h1>{heading}</h1>\n{LossPicture.ToSvg(lines)}");
        page.Append("<table><tr><th>step<th>tokens<th>training loss<th>held-out loss<th>perplexity<th>bits per byte</tr>\n");
        foreach (var line in lines.Where(line => line.ValidationLoss is not null))
        {
            page.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{line.Step}<td>{line.Tokens:N0}<td>{line.TrainLoss:0.0000}<td>{line.ValidationLoss:0.0000}");
            page.Append(CultureInfo.InvariantCulture, $"<td>{PerplexityText.Of(line.ValidationPerplexity ?? double.NaN)}<td>{line.BitsPerByte:0.000}</tr>\n");
        }

        return page.Append("</table></body></html>\n").ToString();
    }
}

namespace Lts.Reports.Text;

/// <summary>Text from outside on its way to a terminal or a page.</summary>
internal static class PlainText
{
    /// <summary>Control characters, which could move a terminal's cursor or change its colours, become a replacement character.</summary>
    public static string WithoutControls(string text) =>
        text.Any(char.IsControl) ? string.Create(text.Length, text, (to, from) =>
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? '\uFFFD' : from[i];
            }
        }) : text;
}

namespace Lts.Reports;

/// <summary>The files of the report's page, which the build embeds.</summary>
internal static class PageResources
{
    /// <summary>The text of a file of Page/, or of the chart library (<c>echarts.js</c>).</summary>
    public static string Read(string name)
    {
        using var stream = typeof(PageResources).Assembly.GetManifestResourceStream("Lts.Reports.Page." + name)
            ?? throw new InvalidOperationException($"The build has not embedded the report's {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using Lts.Reports.Data;

namespace Lts.Reports;

/// <summary>One format of a study's report.</summary>
public interface IReportRenderer
{
    /// <summary>The format's name on the command line, for example <c>csv</c>.</summary>
    public string Format { get; }

    /// <summary>Writes the report. Equal data give equal text; nothing but the writer is touched.</summary>
    public void Write(ReportData data, TextWriter writer);
}

using Lts.Reports;

namespace Lts.Tests.Reports;

/// <summary>Writes demonstration reports where <c>LTS_DEMO_REPORTS</c> says, to look at while working on the page.</summary>
public class DemoReportFileTests
{
    [DemoReportsFact]
    public void DemoReports_AreWritten_InEveryFormat()
    {
        var folder = Directory.CreateDirectory(DemoReportsFactAttribute.Folder!).FullName;
        var study = DemoTrainings.Train(DemoStudy.Create(generations: 8, populationSize: 60), 12, 5);
        foreach (var renderer in ReportRenderers.All)
        {
            using var writer = File.CreateText(Path.Combine(folder, "demo." + renderer.Format));
            renderer.Write(study, writer);
        }

        using var large = File.CreateText(Path.Combine(folder, "large.html"));
        ReportRenderers.Find("html")!.Write(DemoStudy.Create(generations: 30, populationSize: 120, seed: 3), large);
        using var small = File.CreateText(Path.Combine(folder, "small.html"));
        var few = DemoTrainings.Train(DemoStudy.Create(generations: 1, populationSize: 3, seed: 3, DemoDevice.CoreI7), 3);
        ReportRenderers.Find("html")!.Write(few, small);
        Assert.True(new FileInfo(Path.Combine(folder, "demo.html")).Length > 0);
    }
}

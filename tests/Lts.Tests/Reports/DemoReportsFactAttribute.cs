namespace Lts.Tests.Reports;

/// <summary>Runs only when somebody asked for demonstration reports.</summary>
internal sealed class DemoReportsFactAttribute : FactAttribute
{
    public DemoReportsFactAttribute()
    {
        if (string.IsNullOrEmpty(Folder))
        {
            Skip = "set LTS_DEMO_REPORTS to a folder to have demonstration reports written there";
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable("LTS_DEMO_REPORTS");
}

namespace Lts.Tests.Support;

/// <summary>A test against published tables, skipped where they are not at hand.</summary>
internal sealed class PublishedDataFactAttribute : FactAttribute
{
    public PublishedDataFactAttribute()
    {
        if (!Directory.Exists(Repository.PublishedData))
        {
            Skip = "the published tables are not beside this checkout (../shared/data)";
        }
    }
}

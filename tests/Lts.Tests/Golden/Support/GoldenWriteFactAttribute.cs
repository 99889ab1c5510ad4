namespace Lts.Tests.Golden.Support;

/// <summary>Makes golden files with the real programs; runs only when somebody asked for files that are missing.</summary>
internal sealed class GoldenWriteFactAttribute : FactAttribute
{
    public GoldenWriteFactAttribute()
    {
        if (!GoldenFiles.Writes)
        {
            Skip = $"set {GoldenFiles.Variable}=1 to have missing golden files written";
        }
    }
}

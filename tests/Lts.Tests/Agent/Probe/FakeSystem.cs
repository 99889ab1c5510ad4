using Lts.Tests.Support;

namespace Lts.Tests.Agent.Probe;

/// <summary>A folder with files where Linux would have its own.</summary>
internal sealed class FakeSystem : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public string Root => _folder.FullName + "/";

    public FakeSystem With(string path, string content)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    public void Dispose() => _folder.Dispose();
}

using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.Hosting;

public sealed class DurableFolderTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Current => _folder["model"];

    private string Next => _folder["model.next"];

    private string Aside => _folder["model.aside"];

    public void Dispose() => _folder.Dispose();

    /// <summary>The next one is gone when its turn comes, as on a disk that fails between the two renames.</summary>
    [Fact]
    public void ReplacementThatFails_LeavesWhatWasThere()
    {
        Make(Current, "old");
        Make(Next, "new");

        Assert.ThrowsAny<IOException>(() => DurableFolder.Replace(Current, Next, Aside, flushed => DurableFolder.DeleteIfThere(Next)));

        Assert.Equal("old", ContentOf(Current));
        Assert.False(Directory.Exists(Aside));
    }

    /// <summary>A crash has left the old one set aside, and nothing in its place: it is not what an older replacement forgot.</summary>
    [Fact]
    public void ReplacementThatFails_LeavesWhatACrashSetAside()
    {
        Make(Aside, "old");
        Make(Next, "new");

        Assert.ThrowsAny<IOException>(() => DurableFolder.Replace(Current, Next, Aside, flushed => DurableFolder.DeleteIfThere(Next)));

        Assert.Equal("old", ContentOf(Current));
    }

    [Theory]
    [InlineData("current", "current")]
    [InlineData("current next", "current")]
    [InlineData("current aside", "current")]
    [InlineData("next aside", "next")]
    [InlineData("aside", "aside")]
    [InlineData("next", null)] // half written: it is whole only where another was set aside for it
    [InlineData("", null)]
    public void WhatACrashLeft_IsFound_AndThenPutInPlace(string there, string? whole)
    {
        foreach (var name in there.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Make(name == "current" ? Current : name == "next" ? Next : Aside, name);
        }

        var found = DurableFolder.Find(Current, Next, Aside);
        Assert.Equal(whole, ContentOf(found));

        DurableFolder.Recover(Current, Next, Aside);
        Assert.Equal(whole, ContentOf(Current));
        Assert.Equal(whole is null ? 0 : 1, Directory.GetDirectories(_folder.FullName).Length);
    }

    private static void Make(string folder, string content)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "content"), content);
    }

    private static string? ContentOf(string folder) => Directory.Exists(folder) ? File.ReadAllText(Path.Combine(folder, "content")) : null;
}

using Lts.Agent.Connection;
using Lts.Contracts;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Agent.Connection;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Result_SurvivesAReopenUntilRemoved()
    {
        var result = OutcomeMapping.ToProto("a/../b", Samples.Outcome());
        Spool.Open(_data.FullName, _log).Put(result);

        var reopened = Spool.Open(_data.FullName, _log);
        Assert.Equal(result, Assert.Single(reopened.Results));
        Assert.Equal(result, reopened.Find("a/../b"));

        reopened.Remove("a/../b");
        Assert.Empty(Spool.Open(_data.FullName, _log).Results);
        Assert.Empty(Directory.GetFileSystemEntries(_data.FullName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(60)]
    public void TornFile_IsDroppedWithAWarningAndTheOthersAreKept(int keptBytes)
    {
        var spool = Spool.Open(_data.FullName, _log);
        spool.Put(OutcomeMapping.ToProto("torn", Samples.Outcome()));
        spool.Put(OutcomeMapping.ToProto("whole", Samples.Outcome()));
        var torn = _data[SpoolFile.NameOf("torn")];
        File.WriteAllBytes(torn, File.ReadAllBytes(torn)[..keptBytes]);

        var reopened = Spool.Open(_data.FullName, _log);

        Assert.Equal(["whole"], reopened.AttemptIds);
        Assert.True(_log.Has(LogLevel.Warning, torn));
        Assert.False(File.Exists(torn));
    }

    [Fact]
    public void EveryFlippedBit_IsNoticed()
    {
        var file = SpoolFile.Encode(new Result { AttemptId = "a", Failure = new Failure { Message = "m" } });
        Assert.Equal("a", SpoolFile.Decode(file)?.AttemptId);

        for (var i = 0; i < file.Length * 8; i++)
        {
            var damaged = file.ToArray();
            damaged[i / 8] ^= (byte)(1 << (i % 8));
            Assert.Null(SpoolFile.Decode(damaged));
        }
    }

    [Fact]
    public void LeftOverOfAnInterruptedWrite_IsCleared()
    {
        File.WriteAllText(_data["x.result.tmp"], "half");

        Assert.Empty(Spool.Open(_data.FullName, _log).Results);

        Assert.Empty(Directory.GetFiles(_data.FullName));
    }
}

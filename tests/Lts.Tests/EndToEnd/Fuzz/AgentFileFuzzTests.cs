using System.Security.Cryptography;
using Lts.Agent.Connection;
using Lts.Agent.Measurement.Storage;
using Lts.Hosting;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>An agent's own files after a disk has had its way with them: the agent starts, and forgets what it cannot read.</summary>
public sealed class AgentFileFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const string Calibration = "agent/folder/known/calibration-9b1c9e893946.json";
    private const string Runtime = """{ "stamp": "2\n/lib/libonnxruntime.so 1 2026-01-01", "facts": { "version": "1.30.0", "providers": ["cpu", "cuda"] } }""";

    private readonly TemporaryDirectory _folder = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Half of them with a checksum that fits, for a disk does not compute one, but a program with a mistake would.</summary>
    [Fact]
    public void SpooledResult()
    {
        var corpus = Directory.GetFiles(GoldenFiles.PathOf("agent/spool")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var raw = new ByteMutator(corpus);
        var messages = new ByteMutator([.. corpus.Select(file => file[36..])]);
        Each("spooled result", number => number % 2 == 0 ? raw.Next(number) : Sealed(messages.Next(number)), bytes =>
        {
            Directory.CreateDirectory(_folder["spool"]);
            File.WriteAllBytes(_folder["spool/a.result"], bytes);
            var spool = Spool.Open(_folder["spool"], _log);
            foreach (string attempt in spool.AttemptIds)
            {
                Assert.InRange(attempt.Length, 1, 128); // Or no coordinator takes a registration that names it.
                Assert.NotNull(spool.Find(attempt));
                spool.Remove(attempt);
            }
        });
    }

    [Fact]
    public void RunMarkerFile() => Each("run marker", new ByteMutator(["5f1c20ab.0.17.2.00112233aabbccdd"u8.ToArray()]).Next, bytes =>
    {
        File.WriteAllBytes(_folder["running"], bytes);
        Assert.True(RunMarker.Open(_folder.FullName, _ => false, _log).Interrupted is null or { Length: > 0 and <= 128 });
    });

    [Fact]
    public void DeviceKeyFile() => Each("device key", new ByteMutator([GoldenFiles.Bytes("agent/folder/device.key")]).Next, bytes =>
    {
        File.WriteAllBytes(_folder["device.key"], bytes);
        Assert.Equal(32, DeviceKey.ReadOrCreate(_folder.FullName, _log).Length);
    });

    [Fact]
    public void CalibrationFile()
    {
        string name = Path.GetFileName(Calibration);
        var folder = new AgentFolder(_folder.FullName);
        folder.Prepare();
        var key = KnownJson.TryRead(GoldenFiles.PathOf(Calibration), KnownJson.Default.Calibration)!.Key;
        Each("calibration", new JsonMutator([GoldenFiles.Bytes(Calibration)]).Next, bytes =>
        {
            File.WriteAllBytes(Path.Combine(folder.Known, name), bytes);
            Assert.True(new CalibrationStore(folder).Find(key) is null or { ReferenceMs: >= 1e-6 and <= 1e9 }, "a calibration that nobody measured is used");
        });
    }

    [Fact]
    public void RuntimeFile() => Each("runtime facts", new JsonMutator([System.Text.Encoding.UTF8.GetBytes(Runtime)]).Next, bytes =>
    {
        File.WriteAllBytes(_folder["runtime.json"], bytes);
        if (KnownJson.TryRead(_folder["runtime.json"], KnownJson.Default.KnownRuntime) is { } known)
        {
            Assert.NotNull(known.Facts.Version);
            Assert.All(known.Facts.Providers, Assert.NotNull);
        }
    });

    private static byte[] Sealed(byte[] message) => [.. "LTS1"u8, .. SHA256.HashData(message), .. message];

    private void Each(string entrance, Func<int, byte[]> input, Action<byte[]> enter) =>
        new FuzzRun(entrance, output) { IsRefusal = e => e is UserErrorException }.Each(input, enter);
}

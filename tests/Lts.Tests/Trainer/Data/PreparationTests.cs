using System.Buffers;
using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Data;

public sealed class PreparationTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryByteIsInOneOfTheSplits_AndTheCountsAreTrue()
    {
        var files = SampleText.Files().Take(12).ToList();
        var manifest = await PrepareAsync(new DataOptions { Sources = [.. files], ValidationFraction = 0.3 });
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), manifest.Train.Bytes + manifest.Validation.Bytes);
        Assert.InRange(manifest.Validation.Bytes / (double)(manifest.Train.Bytes + manifest.Validation.Bytes), 0.2, 0.4);
        var words = files.Sum(file => File.ReadAllText(file).Split((char[]?)[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(words, manifest.Train.Words + manifest.Validation.Words);
        using var data = TokenDataset.Open(_folder["data"]);
        Assert.Equal(manifest.Train.Bytes, Text(data.Train, manifest).Length);
        Assert.Equal(manifest.Validation.Bytes, Text(data.Validation, manifest).Length);
        ShardVerification.Verify(data, CancellationToken.None);
        Assert.Equal(manifest.TokenizerSha256, TokenizerFile.Load(data.TokenizerPath).Sha256);
    }

    [Fact]
    public async Task BothSplitsTogether_HaveTheTokensOfTheWholeText()
    {
        var text = File.ReadAllBytes(SampleText.Files()[0]);
        File.WriteAllBytes(_folder["a.txt"], text);
        var manifest = await PrepareAsync(new DataOptions { Sources = [_folder["a.txt"]], ValidationFraction = 0.5 });
        using var data = TokenDataset.Open(_folder["data"]);
        var all = Gpt2Tokenizer.Load().Encode(text);
        var learnt = All(data.Train).Where(id => id != manifest.EndOfTextId).Concat(All(data.Validation).Where(id => id != manifest.EndOfTextId));
        Assert.Equal(all.Order(), learnt.Order()); // cutting at safe places changes no token
    }

    [Fact]
    public async Task ThreadsAndBlocksDoNotChangeTheFiles()
    {
        var sources = SampleText.Files().Take(20).ToArray();
        await PrepareAsync(new DataOptions { Sources = [.. sources], TrainVocabularySize = 600, Threads = 1, ShardTokens = 50_000 }, "one");
        await PrepareAsync(new DataOptions { Sources = [.. sources], TrainVocabularySize = 600, Threads = 7, ShardTokens = 50_000, BlockBytes = 30_000 }, "seven");
        var names = Directory.GetFiles(_folder["one"]).Select(Path.GetFileName).Order().ToList();
        Assert.True(names.Count > 4);
        Assert.Equal(names, Directory.GetFiles(_folder["seven"]).Select(Path.GetFileName).Order());
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(_folder["one"], name!)), File.ReadAllBytes(Path.Combine(_folder["seven"], name!))));
    }

    [Fact]
    public async Task EqualTexts_AreNeverBothLearntAndHeldOut()
    {
        var lines = Enumerable.Range(0, 2_000).Select(i => $"{{\"text\":\"document number {i % 100}\"}}");
        File.WriteAllLines(_folder["a.jsonl"], lines);
        var manifest = await PrepareAsync(new DataOptions { Sources = [_folder["a.jsonl"]], ValidationFraction = 0.3 });
        using var data = TokenDataset.Open(_folder["data"]);
        var (learnt, heldOut) = (Documents(data.Train, manifest), Documents(data.Validation, manifest));
        Assert.Equal(100, learnt.Distinct().Count() + heldOut.Distinct().Count());
        Assert.Equal(2_000, learnt.Count + heldOut.Count);
        Assert.Empty(learnt.Intersect(heldOut));
    }

    [Fact]
    public async Task ASecondTime_NothingIsDoneAgain_AndOtherTextIsRefused()
    {
        var options = new DataOptions { Sources = [.. SampleText.Files().Take(5)] };
        await PrepareAsync(options);
        var written = File.GetLastWriteTimeUtc(_folder["data/train-00000.bin"]);
        await PrepareAsync(options);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["data/train-00000.bin"]));
        var error = await Assert.ThrowsAsync<UserErrorException>(() => PrepareAsync(options with { ValidationFraction = 0.2 }));
        Assert.Equal(ExitCode.Conflict, error.ExitCode);
    }

    [Fact]
    public async Task AfterAnInterruption_ItBeginsAgain()
    {
        var options = new DataOptions { Sources = [.. SampleText.Files()], BlockBytes = 100_000 };
        using var stop = new CancellationTokenSource();
        var cancel = new Progress(_ => stop.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Preparation.PrepareAsync(options, _folder["data"], cancel, stop.Token));
        Assert.False(Directory.Exists(_folder["data"]));
        Assert.False(Directory.Exists(_folder["data.partial"]));

        Directory.CreateDirectory(_folder["data.partial"]); // as a killed process leaves it
        File.WriteAllText(_folder["data.partial/train-00007.bin"], "rubbish");
        await PrepareAsync(options);
        using var data = TokenDataset.Open(_folder["data"]);
        Assert.False(File.Exists(_folder["data/train-00007.bin"]));
        Assert.False(Directory.Exists(_folder["data.partial"]));
    }

    [Fact]
    public async Task TwoAtOnceInOneFolder_AreRefused()
    {
        Directory.CreateDirectory(_folder["data.partial"]);
        using var other = new FileStream(_folder["data.partial/lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var error = await Assert.ThrowsAsync<UserErrorException>(() => PrepareAsync(new DataOptions { Sources = [SampleText.Files()[0]] }));
        Assert.Equal(ExitCode.Conflict, error.ExitCode);
    }

    [Fact]
    public async Task AFailedSource_LeavesNothing()
    {
        File.WriteAllBytes(_folder["bad.txt"], [.. new byte[100]]);
        var error = await Assert.ThrowsAsync<UserErrorException>(() => PrepareAsync(new DataOptions { Sources = [SampleText.Files()[0], _folder["bad.txt"]] }));
        Assert.Contains("bad.txt", error.Message, StringComparison.Ordinal);
        Assert.Equal(["bad.txt"], Directory.GetFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"format\":1")]
    [InlineData("null")]
    public async Task ADamagedManifest_IsNamed(string manifest)
    {
        await PrepareAsync(new DataOptions { Sources = [.. SampleText.Files().Take(3)] });
        File.WriteAllText(_folder["data/manifest.json"], manifest);
        Assert.Contains("manifest.json", Assert.Throws<UserErrorException>(() => TokenDataset.Open(_folder["data"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATruncatedOrMissingShard_IsNamed()
    {
        await PrepareAsync(new DataOptions { Sources = [.. SampleText.Files().Take(3)], ValidationFraction = 0.3 });
        using (var file = File.OpenWrite(_folder["data/validation-00000.bin"]))
        {
            file.SetLength(file.Length - 2);
        }

        Assert.Contains("validation-00000.bin", Assert.Throws<UserErrorException>(() => TokenDataset.Open(_folder["data"])).Message, StringComparison.Ordinal);
        File.Delete(_folder["data/train-00000.bin"]);
        Assert.Contains("train-00000.bin", Assert.Throws<UserErrorException>(() => TokenDataset.Open(_folder["data"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherByteInAShard_IsFoundByVerification()
    {
        await PrepareAsync(new DataOptions { Sources = [.. SampleText.Files().Take(3)] });
        var bytes = File.ReadAllBytes(_folder["data/train-00000.bin"]);
        bytes[100] ^= 1;
        File.WriteAllBytes(_folder["data/train-00000.bin"], bytes);
        using var data = TokenDataset.Open(_folder["data"]);
        Assert.Contains(
            "train-00000.bin", Assert.Throws<UserErrorException>(() => ShardVerification.Verify(data, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadOptions_AreAllNamed()
    {
        var error = await Assert.ThrowsAsync<UserErrorException>(
            () => PrepareAsync(new DataOptions { Sources = [SampleText.Files()[0]], ValidationFraction = 1, TrainVocabularySize = 100, TextField = "" }));
        Assert.All(["validation_fraction", "train_vocabulary_size", "text_field"], (string name) => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATextTooSmallToHoldOutAPart_IsRefused()
    {
        File.WriteAllText(_folder["a.txt"], "one sentence");
        var error = await Assert.ThrowsAsync<UserErrorException>(() => PrepareAsync(new DataOptions { Sources = [_folder["a.txt"]] }));
        Assert.Contains("validation_fraction", error.Message, StringComparison.Ordinal);
    }

    private Task<DataManifest> PrepareAsync(DataOptions options, string name = "data") =>
        Preparation.PrepareAsync(options, _folder[name], null, CancellationToken.None);

    private static int[] All(TokenSplit split)
    {
        var ids = new int[split.TokenCount];
        split.Read(0, ids);
        return ids;
    }

    private static byte[] Text(TokenSplit split, DataManifest manifest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Gpt2Tokenizer.Load().Decode([.. All(split).Where(id => id != manifest.EndOfTextId)], bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static List<string> Documents(TokenSplit split, DataManifest manifest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Gpt2Tokenizer.Load().Decode(All(split), bytes);
        Assert.Equal(manifest.EndOfTextId, All(split)[^1]);
        return [.. Encoding.UTF8.GetString(bytes.WrittenSpan).Split("<|endoftext|>", StringSplitOptions.RemoveEmptyEntries)];
    }

    private sealed class Progress(Action<PreparationProgress> action) : IProgress<PreparationProgress>
    {
        public void Report(PreparationProgress value) => action(value);
    }
}

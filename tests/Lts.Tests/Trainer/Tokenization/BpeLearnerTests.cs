using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Data.Tokenization.Learning;

namespace Lts.Tests.Trainer.Tokenization;

public sealed class BpeLearnerTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The incremental counts against counting everything anew for every merge.</summary>
    [Theory]
    [InlineData(1, "ab ")]
    [InlineData(2, "aaab ")]
    [InlineData(3, "abcdefgh  ")]
    [InlineData(4, "é日ab ")]
    public void MergesAreThoseOfTheDefinition(int seed, string alphabet)
    {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++)
        {
            var text = new string([.. Enumerable.Range(0, 400).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var expected = Naive(text, count: 30);
            var learnt = Learn([text], 257 + 30).Model.Merges.Select(merge => (merge.Left, merge.Right)).Take(expected.Count);
            Assert.Equal(expected, learnt);
        }
    }

    [Fact]
    public void ATextThatCannotBeRead_SaysWhy_OnAnyNumberOfThreads()
    {
        File.WriteAllBytes(_folder["picture.txt"], [.. "abc"u8, 0, 1, 2]);
        var options = new DataOptions { Sources = [_folder["picture.txt"]], TrainVocabularySize = 300, Threads = 2 };

        var error = Assert.Throws<UserErrorException>(() => TokenizerTraining.Train(options, null, CancellationToken.None));

        Assert.Contains("picture.txt is not text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARealTextTakesFewerTokens_TheLargerTheVocabulary()
    {
        var texts = SampleText.Files().Take(30).Select(File.ReadAllText).ToList();
        var heldOut = File.ReadAllBytes(SampleText.Files()[40]);
        var counts = ((int[])[300, 1_000, 4_000]).Select(size =>
        {
            var tokenizer = Learn(texts, size);
            Assert.Equal(size, tokenizer.VocabularySize);
            Assert.Equal(size - 1, tokenizer.EndOfTextId);
            return tokenizer.Encode(heldOut).Length;
        }).ToList();
        Assert.True(counts[0] > counts[1] && counts[1] > counts[2]);
        Assert.True(counts[2] < heldOut.Length / 3);
    }

    [Fact]
    public void ThreadsAndTheOrderOfTextsDoNotMatter()
    {
        var texts = SampleText.Files().Take(40).Select(File.ReadAllText).ToList();
        var first = Learn(texts, 1_500, threads: 1);
        Assert.Equal(first.Sha256, Learn(texts.AsEnumerable().Reverse(), 1_500, threads: 6).Sha256);
    }

    [Fact]
    public void ATextWithFewPairs_GivesASmallerVocabulary() => Assert.InRange(Learn(["abab abab"], 1_000).VocabularySize, 258, 262);

    [Fact]
    public void WhatIsLearnt_ComesBackFromItsFile()
    {
        var options = new DataOptions { Sources = [.. SampleText.Files().Take(10)], TrainVocabularySize = 700 };
        var tokenizer = TokenizerTraining.Train(options, null, CancellationToken.None);
        TokenizerFile.Save(tokenizer, _folder["tokenizer.json"]);
        var read = TokenizerFile.Load(_folder["tokenizer.json"]);
        var text = File.ReadAllBytes(SampleText.Files()[50]);
        Assert.Equal(tokenizer.Encode(text), read.Encode(text));
        Assert.Equal(tokenizer.Sha256, read.Sha256);
    }

    [Fact]
    public void RareWordsGo_WhenThereAreTooManyDifferentOnes()
    {
        var texts = Enumerable.Range(0, 3_000).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($" w{i} common")).ToList();
        WordTable Count(int threads) => new WordCount(threads) { RoundBytes = 5_000, MostWords = 100 }.Count(texts, CancellationToken.None);
        var counted = Count(1);
        Assert.True(counted.Count < 1_500);
        Assert.Equal(counted.Count, Count(4).Count);
        Assert.Contains(Enumerable.Range(0, counted.Count), i => counted.At(i, out var count).SequenceEqual(" common"u8) && count == 3_000);
    }

    private static ByteLevelTokenizer Learn(IEnumerable<string> texts, int size, int threads = 2) => new BpeLearner(size, threads)
        .Learn(texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)), _ => { }, CancellationToken.None);

    private static List<(int, int)> Naive(string text, int count)
    {
        var words = new List<List<int>>();
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var start = 0; start < bytes.Length;)
        {
            var end = PreTokenSplitter.End(bytes, start);
            words.Add([.. bytes[start..end].Select(value => ByteAlphabet.InOrder.IndexOf(value))]);
            start = end;
        }

        var (merges, ids) = (new List<(int, int)>(), new Dictionary<string, int>());
        var texts = ByteAlphabet.InOrder.Select(value => ByteAlphabet.ToText([value])).ToList();
        while (merges.Count < count)
        {
            var pairs = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair).Select(group => (group.Key, Count: group.Count())).ToList();
            if (pairs.Count == 0 || pairs.Max(pair => pair.Count) < 2)
            {
                break;
            }

            var (left, right) = pairs.OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Key.First).ThenBy(pair => pair.Key.Second).First().Key;
            merges.Add((left, right));
            var merged = texts[left] + texts[right];
            if (!ids.TryGetValue(merged, out var id))
            {
                ids[merged] = id = texts.Count;
                texts.Add(merged);
            }

            foreach (var word in words)
            {
                for (var i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] == left && word[i + 1] == right)
                    {
                        word[i] = id;
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return merges;
    }
}

using System.Text;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Generation;

namespace Lts.Tests.Trainer.Generation;

public class TextAssemblerTests
{
    private static readonly ByteLevelTokenizer Tokenizer = ByteTokenizer.Create();

    [Fact]
    public void Characters_AreShownWhole_ThoughTheyComeInBytes()
    {
        const string text = "aä€🌧!";
        var shown = new List<string>();
        var assembler = new TextAssembler(Tokenizer, [], shown.Add);
        Append(assembler, Encoding.UTF8.GetBytes(text));
        assembler.Complete();
        Assert.Equal(["a", "ä", "€", "🌧", "!"], shown);
    }

    [Fact]
    public void BytesThatAreNoText_BecomeTheReplacementCharacter()
    {
        var assembler = new TextAssembler(Tokenizer, [], _ => { });
        Append(assembler, [0xFF, (byte)'a', 0xE2, 0x82]);
        assembler.Complete();
        Assert.Equal("\uFFFDa\uFFFD", assembler.Text);
    }

    [Fact]
    public void WhatMayBeginAStopString_Waits_AndIsShownWhenItDoesNot()
    {
        var shown = new List<string>();
        var assembler = new TextAssembler(Tokenizer, ["END"], shown.Add);
        Append(assembler, "xENx"u8);
        Assert.Equal(["x", "ENx"], shown);
        Assert.True(Append(assembler, "yEND"u8));
        Assert.Equal("xENxy", assembler.Text);
    }

    [Fact]
    public void RandomTexts_EndBeforeTheFirstStopString()
    {
        var random = new Random(8);
        for (var i = 0; i < 3000; i++)
        {
            string[] stops = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Letters(random, random.Next(1, 5)))];
            var text = Letters(random, 40);
            var assembler = new TextAssembler(Tokenizer, stops, _ => { });
            var stopped = Append(assembler, Encoding.UTF8.GetBytes(text));
            if (!stopped)
            {
                assembler.Complete();
            }

            // The stop string that is complete first ends the text; of several, the one that began first.
            var ends = stops.Select(stop => (Begin: text.IndexOf(stop, StringComparison.Ordinal), stop.Length)).Where(s => s.Begin >= 0).ToList();
            var end = ends.Count == 0 ? text.Length : ends.Where(s => s.Begin + s.Length == ends.Min(e => e.Begin + e.Length)).Min(s => s.Begin);
            Assert.Equal((ends.Count > 0, text[..end]), (stopped, assembler.Text));
        }
    }

    private static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "abü"[random.Next(3)]));

    private static bool Append(TextAssembler assembler, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (assembler.Append(ByteAlphabet.InOrder.IndexOf(value)))
            {
                return true;
            }
        }

        return false;
    }
}

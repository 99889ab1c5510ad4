using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Lts.Tests.Support;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Data.Tokenization.Learning;

namespace Lts.Tests.Trainer.Tokenization;

/// <summary>Our <c>tokenizer.json</c> as Hugging Face's own library reads it.</summary>
public sealed class ForeignTokenizerTests : IDisposable
{
    private const string Script = """
        const { Tokenizer } = require(process.argv[1]);
        const fs = require('fs');
        const tokenizer = new Tokenizer(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')), {});
        const texts = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
        console.log(JSON.stringify(texts.map(text => { const { ids } = tokenizer.encode(text); return { ids, text: tokenizer.decode(ids) }; })));
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [NodePackageFact("@huggingface/tokenizers")]
    public void Gpt2_EncodesTheSame() => Agree(Gpt2Tokenizer.Load());

    [NodePackageFact("@huggingface/tokenizers")]
    public void ALearntTokenizer_EncodesTheSame()
    {
        var texts = SampleText.Files().Take(30).Select(file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file));
        Agree(new BpeLearner(3_000, threads: 2).Learn(texts, _ => { }, CancellationToken.None));
    }

    private void Agree(ByteLevelTokenizer tokenizer)
    {
        string[] texts =
        [
            "It's a test,  with\n\n  spaces\t and 1234 digits!!", "日本語 😀👨‍👩‍👧 café", "foo_bar(baz) => { return 'x'; }", "   leading", "trailing   ",
            .. SampleText.Files().Skip(100).Take(3).Select(file => string.Concat(File.ReadAllText(file).Take(5_000))),
        ];
        TokenizerFile.Save(tokenizer, _folder["tokenizer.json"]);
        File.WriteAllText(_folder["texts.json"], JsonSerializer.Serialize(texts));
        var package = Path.Combine(NodePackageFactAttribute.NodeModules, "@huggingface", "tokenizers");
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Script, package, _folder["tokenizer.json"], _folder["texts.json"]])
        {
            RedirectStandardOutput = true,
        })!;
        using var answer = JsonDocument.Parse(node.StandardOutput.ReadToEnd());
        node.WaitForExit();
        Assert.Equal(texts.Length, answer.RootElement.GetArrayLength());
        foreach (var (text, read) in texts.Zip(answer.RootElement.EnumerateArray()))
        {
            Assert.Equal(read.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), tokenizer.Encode(Encoding.UTF8.GetBytes(text)));
            Assert.Equal(text, read.GetProperty("text").GetString());
        }
    }
}

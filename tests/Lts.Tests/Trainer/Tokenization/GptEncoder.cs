using System.Diagnostics;
using System.Text.Json;
using Lts.Tests.Support;

namespace Lts.Tests.Trainer.Tokenization;

/// <summary>The npm package gpt-3-encoder in a Node.js process: what our encoding must agree with.</summary>
internal static class GptEncoder
{
    private const string Script = """
        const { encode, decode } = require(process.argv[1]);
        let input = '';
        process.stdin.on('data', part => input += part).on('end', () => {
          const texts = JSON.parse(input);
          console.log(JSON.stringify(texts.map(text => { const ids = encode(text); return { ids, text: decode(ids) }; })));
        });
        """;

    /// <summary>The package's ids of texts.</summary>
    public static async Task<int[][]> EncodeAsync(IReadOnlyList<string> texts)
    {
        var package = Path.Combine(Repository.Root, "third_party", "npm", "node_modules", "gpt-3-encoder");
        var start = new ProcessStartInfo("node", ["-e", Script, package])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(texts));
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        using var answer = JsonDocument.Parse(await output);
        return [.. answer.RootElement.EnumerateArray().Select(text => text.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()).ToArray())];
    }
}

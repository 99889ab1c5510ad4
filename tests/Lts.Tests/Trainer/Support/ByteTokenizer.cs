using Lts.Trainer.Data.Tokenization;

namespace Lts.Tests.Trainer.Support;

/// <summary>The smallest byte-level tokenizer: an id a byte, and the end of a text.</summary>
internal static class ByteTokenizer
{
    public static ByteLevelTokenizer Create()
    {
        var builder = new TokenizerModelBuilder();
        for (var id = 0; id < 256; id++)
        {
            builder.AddToken(ByteAlphabet.ToText([ByteAlphabet.InOrder[id]]), id);
        }

        builder.AddSpecial(TokenizerModelBuilder.EndOfText, 256);
        return new ByteLevelTokenizer(builder.Build("test"));
    }
}

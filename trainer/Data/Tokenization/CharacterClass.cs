namespace Lts.Trainer.Data.Tokenization;

/// <summary>What GPT-2's pattern tells apart.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Neither of the others: <c>[^\s\p{L}\p{N}]</c>.</summary>
    Other,

    /// <summary><c>\p{L}</c>.</summary>
    Letter,

    /// <summary><c>\p{N}</c>.</summary>
    Number,

    /// <summary><c>\s</c>, as ECMAScript defines it: with U+FEFF and without U+0085.</summary>
    Space,
}

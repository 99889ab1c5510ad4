namespace Lts.Trainer.Data.Tokenization;

/// <summary>A rule of byte-pair encoding: two neighbouring tokens become one.</summary>
/// <param name="Left">Id of the left token.</param>
/// <param name="Right">Id of the right token.</param>
/// <param name="Result">Id of the token with the bytes of both.</param>
internal readonly record struct Merge(int Left, int Right, int Result);

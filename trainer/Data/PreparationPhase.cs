namespace Lts.Trainer.Data;

/// <summary>What a preparation does, in this order.</summary>
internal enum PreparationPhase
{
    /// <summary>The words of the text are counted, to train a tokenizer.</summary>
    Counting,

    /// <summary>Merges are learnt: <see cref="PreparationProgress.Bytes"/> are those of the vocabulary then.</summary>
    Merging,

    /// <summary>The text is encoded and written.</summary>
    Encoding,
}

namespace Lts.Trainer.Data.Corpus;

/// <summary>What is done with a document of JSON Lines whose text is not Unicode: half of a surrogate pair (<c>"\ud800"</c>), or bytes that are not UTF-8.</summary>
internal enum InvalidText
{
    /// <summary>Reading ends with an error that names file and line.</summary>
    Stop,

    /// <summary>U+FFFD takes the place of each character that is none.</summary>
    Replace,

    /// <summary>The document is left out.</summary>
    Skip,
}

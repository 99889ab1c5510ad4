namespace Lts.Trainer.Generation;

/// <summary>Why a text ended.</summary>
internal enum TextEnd
{
    /// <summary>As many tokens as asked for.</summary>
    Length,

    /// <summary>The model ended the document.</summary>
    EndOfText,

    /// <summary>A stop string came.</summary>
    StopString,

    /// <summary>The model can see no more tokens.</summary>
    ContextFull,
}

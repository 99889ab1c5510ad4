namespace Lts.Trainer.Generation;

/// <summary>Why a text ended. In snake_case the names are what <c>generate --json</c> and the service's GenerateText say.</summary>
internal enum FinishReason
{
    /// <summary>The model ended the text.</summary>
    EndOfText,

    /// <summary>A stop string came; it and what follows are left out.</summary>
    StopString,

    /// <summary>As many tokens as were asked for.</summary>
    MaxTokens,

    /// <summary>Prompt and text fill the longest sequence that the model has positions for.</summary>
    ContextFull,
}

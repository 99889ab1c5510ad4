namespace Lts.Agent.Measurement.Rules;

/// <summary>What to do after a round.</summary>
internal enum StopDecision
{
    /// <summary>Run another one.</summary>
    Continue = 0,

    /// <summary>The interval is as narrow as asked for.</summary>
    MarginReached = 1,

    /// <summary>As many rounds as allowed were run.</summary>
    RoundsExhausted = 2,

    /// <summary>Another round would pass the time limit.</summary>
    TimeExhausted = 3,
}

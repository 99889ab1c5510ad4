namespace Lts.Domain;

/// <summary>
/// What programs accept from each other at most, in one place. docs/limits.md is this table for people; a test holds the two together.
/// Whoever sends more is refused with the limit's value, before what was sent is kept, copied or passed on.
/// </summary>
public static class Limits
{
    /// <summary>Longest name or fact of a machine: CPU model, governor, operating system, versions. In UTF-16 units.</summary>
    public const int TextLength = 256;

    /// <summary>Longest explanation of a failure. What is longer is cut where it comes in, with a note of how much is missing.</summary>
    public const int MessageLength = 4_096;

    /// <summary>Longest line of a log.</summary>
    public const int LogLineLength = 8_192;

    /// <summary>Most entries of a list of facts: instruction set extensions, providers, accelerators.</summary>
    public const int FactCount = 64;

    /// <summary>Most attempts that one message of an agent may name.</summary>
    public const int AttemptCount = 10_000;

    /// <summary>Most metrics that one measurement may carry besides latency and memory.</summary>
    public const int FurtherValueCount = 64;

    /// <summary>Most raw samples of one metric.</summary>
    public const int SampleCount = 100_000;

    /// <summary>Most files that a training leaves at its trainer.</summary>
    public const int FileCount = 1_000;

    /// <summary>Longest configuration of a training that a trainer may fill in.</summary>
    public const int ConfigurationLength = 65_536;

    /// <summary>Most errors that one refusal lists; the rest are counted.</summary>
    public const int ErrorCount = 50;

    /// <summary>Shortest latency that is believed, in milliseconds: a nanosecond.</summary>
    public const double LeastLatencyMs = 1e-6;

    /// <summary>Longest latency that is believed, in milliseconds: eleven days.</summary>
    public const double MostLatencyMs = 1e9;

    /// <summary>Smallest peak memory that is believed, in bytes: a process with an inference runtime has more than a MiB.</summary>
    public const long LeastPeakBytes = 1L << 20;

    /// <summary>Largest memory that is believed, in bytes: a PiB.</summary>
    public const long MostBytes = 1L << 50;

    /// <summary>Largest of all other measured figures and facts, by amount.</summary>
    public const double LargestFigure = 1e15;

    /// <summary>Most cores and threads that a machine is believed to have.</summary>
    public const int CoreCount = 65_536;
}

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

    /// <summary>Most attempts that a heartbeat may name: an agent holds 64 leases and takes none while 256 results wait.</summary>
    public const int HeartbeatAttemptCount = 1_024;

    /// <summary>Most metrics that one measurement may carry besides latency and memory.</summary>
    public const int FurtherValueCount = 64;

    /// <summary>Most files that a training may leave at its trainer.</summary>
    public const int TrainedFileCount = 1_000;

    /// <summary>Most raw samples of one metric.</summary>
    public const int SampleCount = 100_000;

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

    /// <summary>Free space of a disk that programs leave alone when they write what can be made again, in bytes: 256 MiB.</summary>
    public const long FreeDiskBytes = 1L << 28;

    /// <summary>Largest of all other measured figures and facts, by amount.</summary>
    public const double LargestFigure = 1e15;

    /// <summary>Most cores and threads that a machine is believed to have.</summary>
    public const int CoreCount = 65_536;

    /// <summary>Most agents that are connected from one address, other than this machine's own. Each has one stream, its session.</summary>
    public const int SessionsPerAddress = 1_000;

    /// <summary>Most agents that are connected at a time.</summary>
    public const int SessionCount = 16_384;

    /// <summary>Most new device names that one address registers in an hour.</summary>
    public const int NewDevicesPerHour = 1_000;

    /// <summary>The same for this machine's own, where farms are simulated.</summary>
    public const int NewLocalDevicesPerHour = 20_000;

    /// <summary>Most devices that a coordinator knows.</summary>
    public const int DeviceCount = 20_000;

    /// <summary>Most devices that wait for approval; then one that never did anything is forgotten for a new one: the one that has been away longest.</summary>
    public const int WaitingDeviceCount = 2_000;

    /// <summary>Most studies that a coordinator keeps.</summary>
    public const int StudyCount = 10_000;

    /// <summary>Most studies that run at a time.</summary>
    public const int RunningStudyCount = 200;

    /// <summary>Most trainings that a coordinator keeps.</summary>
    public const int TrainingCount = 10_000;

    /// <summary>Most targets of a study: device classes.</summary>
    public const int TargetCount = 100;

    /// <summary>Most candidates that a search may ask for, and most of anything counted in its settings.</summary>
    public const int CandidateCount = 1_000_000;

    /// <summary>Most candidates of one generation, which is proposed and held together.</summary>
    public const int GenerationSize = 500_000;

    /// <summary>Most mutants of each member of a frontier in one round.</summary>
    public const int MutantsPerParent = 1_000;

    /// <summary>Most architectures that a study names.</summary>
    public const int GivenArchitectureCount = 10_000;

    /// <summary>Largest specification of a study as a message, in bytes: it is part of every answer that shows the study.</summary>
    public const int StudySpecBytes = 4 << 20;

    /// <summary>Most requests a second that one address makes in the long run.</summary>
    public const int RequestsPerSecond = 500;

    /// <summary>Most requests that one address makes at once.</summary>
    public const int RequestsAtOnce = 2_000;

    /// <summary>Most messages a second that one agent's stream is read at in the long run; faster ones wait.</summary>
    public const int MessagesPerSecond = 2_000;

    /// <summary>Most messages of one agent's stream that are read at once.</summary>
    public const int MessagesAtOnce = 10_000;

    /// <summary>Most streams that are answered to one address: who watches, and downloads.</summary>
    public const int StreamsPerAddress = 1_000;

    /// <summary>Most streams that are answered at a time.</summary>
    public const int StreamCount = 4_000;

    /// <summary>Most connections of one address, other than this machine's own.</summary>
    public const int ConnectionsPerAddress = 2_000;

    /// <summary>Most connections at a time.</summary>
    public const int ConnectionCount = 20_000;

    /// <summary>Most calls at a time on one connection.</summary>
    public const int StreamsPerConnection = 100;

    /// <summary>How long a message may wait until its client reads, in seconds; then the call is ended.</summary>
    public const int ReaderSeconds = 60;

    /// <summary>Most entries of a page of a list.</summary>
    public const int PageSize = 1_000;

    /// <summary>Largest page of a list, in bytes: what clients take that set nothing. One entry is sent however large it is.</summary>
    public const int PageBytes = 3 << 20;

    /// <summary>Most entries of a list for a client that knows no pages.</summary>
    public const int UnpagedCount = 10_000;

    /// <summary>Most bytes of a list for a client that knows no pages: a message has 16 MiB.</summary>
    public const int UnpagedBytes = 12 << 20;

    /// <summary>Most devices of a target that are named, and as many of those in quarantine; the rest are counted.</summary>
    public const int NamedDeviceCount = 20;
}

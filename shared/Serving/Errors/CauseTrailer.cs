using Grpc.Core;

namespace Lts.Serving.Errors;

/// <summary>The trailer that names who failed, where that is not the server that was called, or why, where the status leaves it open.</summary>
public static class CauseTrailer
{
    /// <summary>The trailer's name.</summary>
    public const string Key = "lts-cause";

    /// <summary>Its value for a trainer behind the server.</summary>
    public const string Trainer = "trainer";

    /// <summary>Its value for a limit of the server's, which a full disk is not.</summary>
    public const string Quota = "quota";

    /// <summary>Whether a call was refused because of a limit of the server's.</summary>
    /// <param name="trailers">Of the failed call; <see langword="null"/> for none.</param>
    public static bool IsQuota(Metadata? trailers) => trailers?.GetValue(Key) == Quota;

    /// <summary>Whether a call failed because of a trainer behind the server.</summary>
    /// <param name="trailers">Of the failed call; <see langword="null"/> for none.</param>
    public static bool IsTrainer(Metadata? trailers) => trailers?.GetValue(Key) == Trainer;
}

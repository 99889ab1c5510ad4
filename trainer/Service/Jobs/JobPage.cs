using System.Collections.Immutable;
using System.Globalization;
using Lts.Domain;

namespace Lts.Trainer.Service.Jobs;

/// <summary>A part of all jobs, in order of submission.</summary>
/// <param name="Jobs">As many as were asked for, or those that are left.</param>
/// <param name="NextToken">Asks for the next one; empty when this is the last.</param>
internal sealed record JobPage(ImmutableArray<JobRecord> Jobs, string NextToken)
{
    /// <summary>Most jobs of a page.</summary>
    public const int MostJobs = 500;

    /// <summary>The page that a client asks for. Jobs that come and go meanwhile do not shift it: a token says after which job it begins.</summary>
    /// <param name="all">Every job, in any order.</param>
    /// <param name="size">Jobs at most; 0 for <see cref="MostJobs"/>.</param>
    /// <param name="token">Of the page before; empty for the first.</param>
    /// <exception cref="ValidationException">Size or token make no sense.</exception>
    public static JobPage Of(IEnumerable<JobRecord> all, int size, string token)
    {
        var (sequence, id) = Parse(token);
        if (size < 0)
        {
            throw new ValidationException("the request", [$"page_size must not be negative, and it is {size}."]);
        }

        var most = size is 0 or > MostJobs ? MostJobs : size;
        var rest = all.Where(job => (job.Sequence, string.CompareOrdinal(job.Id, id)).CompareTo((sequence, 0)) > 0)
            .OrderBy(job => job.Sequence).ThenBy(job => job.Id, StringComparer.Ordinal).Take(most + 1).ToList();
        return rest.Count <= most
            ? new JobPage([.. rest], "")
            : new JobPage([.. rest.Take(most)], string.Create(CultureInfo.InvariantCulture, $"{rest[most - 1].Sequence}.{rest[most - 1].Id}"));
    }

    private static (long Sequence, string Id) Parse(string token)
    {
        if (token.Length == 0)
        {
            return (-1, "");
        }

        var parts = token.Split('.', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? (sequence, parts[1])
            : throw new ValidationException("the request", ["page_token is not one that ListJobs gave."]);
    }
}

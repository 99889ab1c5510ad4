using Lts.Domain.Candidates;
using Lts.Domain.Families;

namespace Lts.Cli.Commands.Display;

/// <summary>Says which candidates this program can show in part only, because it is older than the coordinator.</summary>
internal static class UnknownFamilies
{
    /// <summary>A note for each family that is not known here; none where all are.</summary>
    /// <param name="context">Where it is said.</param>
    /// <param name="candidates">What is shown.</param>
    public static void Note(CommandContext context, IEnumerable<Candidate> candidates)
    {
        foreach (var family in candidates.Where(c => c.Architecture.Family is UnknownFamily).GroupBy(c => c.Architecture.Family.Name))
        {
            int count = family.Count();
            context.Note(
                $"{(count == 1 ? "1 candidate is" : $"{count} candidates are")} of the family {family.Key}, which this version of lts does not know, or "
                + "not in this form: ids and counts are the coordinator's, and the shape is shown in part. Upgrade lts to see all of it.");
        }
    }
}

using System.Collections.Immutable;

namespace Lts.Domain;

/// <summary>
/// An input that cannot be used. Carries every error found in it, not just the first, up to <see cref="Limits.ErrorCount"/>: what a stranger
/// sends must not come back larger than it was.
/// </summary>
public sealed class ValidationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="subject">What was being read, for example <c>the architecture</c> or a file's name.</param>
    /// <param name="errors">One message an error, each naming the field; at least one.</param>
    public ValidationException(string subject, IEnumerable<string> errors)
        : this(subject, Cut(errors))
    {
    }

    private ValidationException(string subject, ImmutableArray<string> errors)
        : base(Describe(subject, errors)) => Errors = errors;

    /// <summary>One message an error, each naming the field.</summary>
    public ImmutableArray<string> Errors { get; }

    /// <summary>Takes an input that may be refused among others, so that the errors of all of them are told at once.</summary>
    /// <param name="read">Gives the input.</param>
    /// <param name="errors">Receives its errors.</param>
    /// <returns>The input; <see langword="null"/> where it was refused.</returns>
    public static T? Gather<T>(Func<T?> read, ICollection<string> errors)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            return read();
        }
        catch (ValidationException e)
        {
            e.AddTo(errors);
            return null;
        }
    }

    /// <summary>As <see cref="Gather"/>, of an input that takes its time.</summary>
    /// <param name="read">Gives the input.</param>
    /// <param name="errors">Receives its errors.</param>
    /// <returns>The input; <see langword="null"/> where it was refused.</returns>
    public static async Task<T?> GatherAsync<T>(Func<Task<T>> read, ICollection<string> errors)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            return await read();
        }
        catch (ValidationException e)
        {
            e.AddTo(errors);
            return null;
        }
    }

    private void AddTo(ICollection<string> errors)
    {
        foreach (var error in Errors)
        {
            errors.Add(error);
        }
    }

    private static ImmutableArray<string> Cut(IEnumerable<string> errors)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        int more = 0;
        foreach (string error in errors)
        {
            if (kept.Count < Limits.ErrorCount)
            {
                kept.Add(error.Length > Limits.MessageLength ? Printable.Of(error, Limits.MessageLength) : error);
            }
            else
            {
                more++;
            }
        }

        if (more > 0)
        {
            kept.Add(more == 1 ? "and one more." : $"and {more} more.");
        }

        return kept.ToImmutable();
    }

    private static string Describe(string subject, ImmutableArray<string> errors) => errors.Length == 1
        ? $"{subject}: {errors[0]}"
        : $"{subject} has {errors.Length} errors:{string.Concat(errors.Select(e => "\n  - " + e))}";
}

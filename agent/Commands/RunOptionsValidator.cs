using Lts.Agent.Inference;
using Lts.Hosting;

namespace Lts.Agent.Commands;

/// <summary>Finds everything that is wrong with <see cref="RunOptions"/>.</summary>
internal static class RunOptionsValidator
{
    private const int MaxWordLength = 64;
    private const int MaxThreads = 1024;
    private const int MaxCapacity = 16;

    /// <summary>A name that passes, as near to the host's own as can be.</summary>
    public static string NameFrom(string host)
    {
        var name = string.Concat(host.ToLowerInvariant().Select(c => IsWordCharacter(c) ? c : '-')).TrimStart('.', '_', '-');
        return name.Length switch
        {
            0 => "device",
            > MaxWordLength => name[..MaxWordLength],
            _ => name,
        };
    }

    /// <summary>One message for each error; empty when there is none.</summary>
    public static IReadOnlyList<string> Errors(RunOptions options)
    {
        var errors = new FieldErrors();
        CheckCoordinator(options, errors);
        CheckWord("--name", options.Name, errors);
        foreach (var tag in options.Tags)
        {
            CheckWord("--tag", tag, errors);
        }

        if (options.DeviceClass is { } deviceClass)
        {
            CheckWord("--class", deviceClass, errors);
        }

        errors.CheckRange("--threads", options.Threads, 1, MaxThreads);
        errors.CheckRange("--capacity", options.Capacity, 1, MaxCapacity);
        if (options.Provider is not (InferenceSettings.Cpu or InferenceSettings.Cuda))
        {
            errors.Add("--provider", $"'{options.Provider}' is neither cpu nor cuda.");
        }

        return errors.Messages;
    }

    private static void CheckCoordinator(RunOptions options, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(options.Coordinator))
        {
            errors.Add("--coordinator", "missing. Give the coordinator's address, for example --coordinator http://192.168.1.10:5210.");
        }
        else if (!Uri.TryCreate(options.Coordinator, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            errors.Add("--coordinator", $"'{options.Coordinator}' is not an address such as http://192.168.1.10:5210.");
        }
        else
        {
            errors.AddRange(options.Tls.Errors(uri));
        }
    }

    // The coordinator's rule for names; said here, the user sees it with all other errors at once. Selectors are written name:N and tag:T, in
    // lists with commas: neither sign can be part of a word.
    private static void CheckWord(string option, string word, FieldErrors errors)
    {
        if (word.Length is 0 or > MaxWordLength || !char.IsAsciiLetterOrDigit(word[0]) || !word.All(IsWordCharacter))
        {
            errors.Add(
                option,
                $"'{word}' must be 1 to {MaxWordLength} of the characters a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.");
        }
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-';
}

using System.CommandLine.Parsing;

namespace Lts.Hosting.CommandLine;

/// <summary>Option values in validators, which also run when the text is not a value of the option's type.</summary>
public static class OptionValue
{
    /// <summary>The value; <see langword="false"/> when there is none, which the parser reports by itself.</summary>
    /// <typeparam name="T">The option's type.</typeparam>
    /// <param name="result">What was parsed.</param>
    /// <param name="value">The value, where there is one.</param>
    public static bool TryGet<T>(OptionResult result, out T? value)
    {
        ArgumentNullException.ThrowIfNull(result);
        try
        {
            value = result.GetValueOrDefault<T>();
            return true;
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}

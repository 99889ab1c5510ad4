using System.CommandLine.Parsing;

namespace Lts.Trainer.Commands;

/// <summary>Option values in validators, which run also when the text is not a value of the option's type.</summary>
internal static class OptionValue
{
    /// <summary>The value; <see langword="false"/> when there is none, which the parser reports by itself.</summary>
    public static bool TryGet<T>(OptionResult result, out T? value)
    {
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

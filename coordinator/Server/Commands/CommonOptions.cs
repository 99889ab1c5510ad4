using System.CommandLine;
using Lts.Coordinator.Client;

namespace Lts.Coordinator.Commands;

/// <summary>Options and arguments that several verbs have.</summary>
internal static class CommonOptions
{
    /// <summary>The coordinator's address.</summary>
    public static Option<string> Coordinator { get; } = new("--coordinator")
    {
        Description = $"Address of the coordinator; {CoordinatorAddress.EnvironmentVariable} sets another default.",
        HelpName = "url",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(CoordinatorAddress.EnvironmentVariable) is { Length: > 0 } address
            ? address
            : CoordinatorAddress.Default,
    };

    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON on standard output." };

    /// <summary>A study.</summary>
    public static Argument<string> Study { get; } = new("study") { Description = "Name or id of the study." };

    /// <summary>Which devices.</summary>
    public static Option<string[]> Devices { get; } = new("--device", "--devices", "-d")
    {
        Description = "Devices by name:N, tag:T, class:C, or a bare word tried as each; may be given several times.",
        HelpName = "selector",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
}

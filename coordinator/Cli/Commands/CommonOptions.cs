using System.CommandLine;
using Lts.Serving.Client;

namespace Lts.Cli.Commands;

/// <summary>Options and arguments that several verbs have.</summary>
internal static class CommonOptions
{
    /// <summary>The coordinator's address.</summary>
    public static Option<string> Coordinator { get; } = new("--coordinator")
    {
        Description = $"Address of the coordinator; {CoordinatorAddress.EnvironmentVariable} sets another default.",
        HelpName = "url",
        DefaultValueFactory = _ => CoordinatorAddress.Standard,
    };

    /// <summary>Who vouches for the coordinator.</summary>
    public static Option<string?> Authority { get; } = FileOption(
        ClientTls.AuthorityOption, "LTS_CA", "Authorities in PEM; a coordinator with https must have a certificate of one of them");

    /// <summary>The client's certificate.</summary>
    public static Option<string?> ClientCertificate { get; } = FileOption(
        ClientTls.CertificateOption, "LTS_CLIENT_CERTIFICATE", "Certificate in PEM to show to a coordinator that asks for one");

    /// <summary>Its private key.</summary>
    public static Option<string?> ClientKey { get; } = FileOption(
        ClientTls.KeyOption, "LTS_CLIENT_KEY", "The certificate's private key in PEM");

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

    private static Option<string?> FileOption(string name, string variable, string description) => new(name)
    {
        Description = $"{description}; {variable} sets a default.",
        HelpName = "file",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file ? file : null,
    };
}

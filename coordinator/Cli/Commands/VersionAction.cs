using System.CommandLine;
using System.CommandLine.Invocation;
using Lts.Hosting;

namespace Lts.Cli.Commands;

/// <summary><c>lts --version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ProductVersion.Current);
        return ExitCode.Success;
    }
}

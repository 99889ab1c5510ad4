namespace Lts.Tests.Support;

/// <summary>A test that runs a script on packages of tests/npm, skipped where they are not installed.</summary>
internal sealed class NodePackageFactAttribute : FactAttribute
{
    public NodePackageFactAttribute(string package)
    {
        if (!Directory.Exists(Path.Combine(NodeModules, package)))
        {
            Skip = $"the npm package {package} is not installed; './lts test' installs it";
        }
    }

    public static string NodeModules { get; } = Path.Combine(Repository.Root, "tests", "npm", "node_modules");
}

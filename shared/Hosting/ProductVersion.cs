using System.Reflection;

namespace Lts.Hosting;

/// <summary>The version that all programs of one build carry.</summary>
public static class ProductVersion
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}

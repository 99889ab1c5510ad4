using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>Tells the server library where a generated service base hands over its methods.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class BindServiceMethodAttribute(
    [DynamicallyAccessedMembers(BindServiceMethodAttribute.Kept)] Type bindType, string bindMethodName) : Attribute
{
    // A trimmer must leave the method that is only found by its name.
    private const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;

    /// <summary>The class that holds the method.</summary>
    [DynamicallyAccessedMembers(Kept)]
    public Type BindType { get; } = bindType;

    /// <summary>The method's name.</summary>
    public string BindMethodName { get; } = bindMethodName;
}

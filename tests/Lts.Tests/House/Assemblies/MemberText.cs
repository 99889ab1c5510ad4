using System.Reflection.Metadata;

namespace Lts.Tests.House.Assemblies;

/// <summary>One spelling for members, used and defined alike.</summary>
internal static class MemberText
{
    /// <summary>For example <c>Grpc.Core.Metadata::Void Add(String, String)</c>.</summary>
    public static string Method(string type, string name, MethodSignature<string> signature)
    {
        var isStatic = signature.Header.IsInstance ? string.Empty : "static ";
        var arity = signature.GenericParameterCount > 0 ? $"``{signature.GenericParameterCount}" : string.Empty;
        return $"{type}::{isStatic}{signature.ReturnType} {name}{arity}({string.Join(", ", signature.ParameterTypes)})";
    }

    /// <summary>For example <c>Grpc.Core.Metadata::Grpc.Core.Metadata Empty</c>.</summary>
    public static string Field(string type, string name, string fieldType) => $"{type}::{fieldType} {name}";
}

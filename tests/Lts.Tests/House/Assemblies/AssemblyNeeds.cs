using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lts.Tests.House.Assemblies;

/// <summary>What an assembly needs of others: the types it names, the members it uses, the virtual ones it overrides.</summary>
internal sealed record AssemblyNeeds(IReadOnlySet<string> Types, IReadOnlySet<string> Members)
{
    /// <summary>Reads the needs of the assembly at a path, as far as they concern the named assemblies.</summary>
    public static AssemblyNeeds Read(string path, IReadOnlySet<string> assemblies)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = new OutsideReader(file.GetMetadataReader());
        return new AssemblyNeeds(
            NamedTypes(reader, assemblies).ToHashSet(),
            Uses(reader, assemblies).Concat(Overrides(reader, assemblies)).ToHashSet());
    }

    private static IEnumerable<string> NamedTypes(OutsideReader reader, IReadOnlySet<string> assemblies) =>
        from handle in reader.Metadata.TypeReferences
        where assemblies.Contains(reader.AssemblyOf(handle))
        select reader.OpenName(handle);

    private static IEnumerable<string> Uses(OutsideReader reader, IReadOnlySet<string> assemblies) =>
        from handle in reader.Metadata.MemberReferences
        let member = reader.Metadata.GetMemberReference(handle)
        where assemblies.Contains(reader.AssemblyOf(member.Parent))
        let type = reader.OpenName(member.Parent)
        let name = reader.Metadata.GetString(member.Name)
        select member.GetKind() == MemberReferenceKind.Method
            ? MemberText.Method(type, name, member.DecodeMethodSignature(SignatureNames.Instance, null))
            : MemberText.Field(type, name, member.DecodeFieldSignature(SignatureNames.Instance, null));

    private static IEnumerable<string> Overrides(OutsideReader reader, IReadOnlySet<string> assemblies) =>
        from handle in reader.Metadata.TypeDefinitions
        let type = reader.Metadata.GetTypeDefinition(handle)
        where assemblies.Contains(reader.AssemblyOf(type.BaseType))
        from methodHandle in type.GetMethods()
        let method = reader.Metadata.GetMethodDefinition(methodHandle)
        where (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual
        let name = reader.Metadata.GetString(method.Name)
        where !IsOfObject(name)
        let signature = method.DecodeSignature(SignatureNames.Instance, null)
        select InTermsOfBase(reader, type.BaseType, MemberText.Method(reader.OpenName(type.BaseType), name, signature));

    /// <summary>
    /// A class derived from <c>ClientBase&lt;GreeterClient&gt;</c> overrides <c>GreeterClient NewInstance()</c>, which the base calls
    /// <c>!T0 NewInstance()</c>.
    /// </summary>
    private static string InTermsOfBase(OutsideReader reader, EntityHandle baseType, string member)
    {
        var arguments = reader.TypeArguments(baseType);
        for (var i = 0; i < arguments.Count; i++)
        {
            member = member.Replace(arguments[i], $"!T{i}", StringComparison.Ordinal);
        }

        return member;
    }

    private static bool IsOfObject(string name) =>
        name is nameof(ToString) or nameof(object.Equals) or nameof(GetHashCode) or "Finalize";
}

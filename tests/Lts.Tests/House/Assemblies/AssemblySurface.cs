using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lts.Tests.House.Assemblies;

/// <summary>What an assembly offers to others: its public and protected types and members, as text.</summary>
internal sealed record AssemblySurface(IReadOnlySet<string> Types, IReadOnlySet<string> Members)
{
    public static AssemblySurface Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        HashSet<string> types = [];
        HashSet<string> members = [];
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (!IsOffered(type.Attributes))
            {
                continue;
            }

            var name = SignatureNames.Instance.GetTypeFromDefinition(reader, handle, 0);
            types.Add(name);
            members.UnionWith(Methods(reader, type, name));
            members.UnionWith(Fields(reader, type, name));
        }

        return new AssemblySurface(types, members);
    }

    private static IEnumerable<string> Methods(MetadataReader reader, TypeDefinition type, string typeName) =>
        from handle in type.GetMethods()
        let method = reader.GetMethodDefinition(handle)
        where IsOffered(method.Attributes)
        select MemberText.Method(typeName, reader.GetString(method.Name), method.DecodeSignature(SignatureNames.Instance, null));

    private static IEnumerable<string> Fields(MetadataReader reader, TypeDefinition type, string typeName) =>
        from handle in type.GetFields()
        let field = reader.GetFieldDefinition(handle)
        where IsOffered(field.Attributes)
        select MemberText.Field(typeName, reader.GetString(field.Name), field.DecodeSignature(SignatureNames.Instance, null));

    private static bool IsOffered(TypeAttributes attributes) => (attributes & TypeAttributes.VisibilityMask)
        is TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem;

    private static bool IsOffered(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsOffered(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask)
        is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}

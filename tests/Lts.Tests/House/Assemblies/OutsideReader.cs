using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Lts.Tests.House.Assemblies;

/// <summary>Answers what an assembly's metadata says of types that lie outside it.</summary>
internal sealed class OutsideReader(MetadataReader metadata)
{
    public MetadataReader Metadata => metadata;

    /// <summary>The assembly that defines a type; empty for a type of this assembly, an array and the like.</summary>
    public string AssemblyOf(EntityHandle type) => type.Kind switch
    {
        _ when type.IsNil => string.Empty,
        HandleKind.TypeReference => AssemblyOfScope(metadata.GetTypeReference((TypeReferenceHandle)type).ResolutionScope),
        HandleKind.TypeSpecification when GenericDefinition(type) is { IsNil: false } definition => AssemblyOf(definition),
        _ => string.Empty,
    };

    /// <summary>The type's name; a generic type's without its arguments, as its definition is called.</summary>
    public string OpenName(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => SignatureNames.Instance.GetTypeFromReference(metadata, (TypeReferenceHandle)type, 0),
        HandleKind.TypeDefinition => SignatureNames.Instance.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)type, 0),
        _ => OpenName(GenericDefinition(type)),
    };

    /// <summary>The arguments of a generic type; none for any other.</summary>
    public IReadOnlyList<string> TypeArguments(EntityHandle type)
    {
        if (GenericDefinition(type).IsNil)
        {
            return [];
        }

        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        blob.ReadSignatureTypeCode();
        blob.ReadByte();
        blob.ReadTypeHandle();
        var decoder = new SignatureDecoder<string, object?>(SignatureNames.Instance, metadata, null);
        var arguments = new string[blob.ReadCompressedInteger()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = decoder.DecodeType(ref blob);
        }

        return arguments;
    }

    private string AssemblyOfScope(EntityHandle scope) => scope.Kind switch
    {
        HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
        HandleKind.TypeReference => AssemblyOf(scope),
        _ => string.Empty,
    };

    /// <summary>The generic type that a specification fills in; nil when it is something else.</summary>
    private EntityHandle GenericDefinition(EntityHandle type)
    {
        if (type.Kind != HandleKind.TypeSpecification)
        {
            return default;
        }

        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        blob.ReadByte();
        return blob.ReadTypeHandle();
    }
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Polyfills.Surface;

/// <summary>The types and members of an assembly that code outside of it can use, as text, read from its metadata.</summary>
internal sealed class PublicSurface
{
    private readonly MetadataReader _reader;
    private readonly SignatureText _signatures;

    private PublicSurface(MetadataReader reader)
    {
        _reader = reader;
        _signatures = new SignatureText(reader);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (IsVisible(type))
            {
                Types.Add(_signatures.NameOf(handle), MembersOf(type));
            }
        }
    }

    /// <summary>By full type name, the signatures of the members.</summary>
    public Dictionary<string, HashSet<string>> Types { get; } = new(StringComparer.Ordinal);

    public static PublicSurface Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new PublicSurface(file.GetMetadataReader());
    }

    private bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(_reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private HashSet<string> MembersOf(TypeDefinition type)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in type.GetMethods())
        {
            var method = _reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            {
                continue;
            }

            var signature = method.DecodeSignature(_signatures, null);
            var parameters = method.GetGenericParameters().Count;
            members.Add(
                $"{((method.Attributes & MethodAttributes.Static) != 0 ? "static " : string.Empty)}{signature.ReturnType} {_reader.GetString(method.Name)}{(parameters == 0 ? string.Empty : $"`{parameters}")}({string.Join(", ", signature.ParameterTypes)})");
        }

        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family)
            {
                members.Add($"{field.DecodeSignature(_signatures, null)} {_reader.GetString(field.Name)}{Constant(field)}");
            }
        }

        return members;
    }

    private string Constant(FieldDefinition field)
    {
        if (field.GetDefaultValue().IsNil)
        {
            return string.Empty;
        }

        var constant = _reader.GetConstant(field.GetDefaultValue());
        return $" = {_reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)}";
    }
}

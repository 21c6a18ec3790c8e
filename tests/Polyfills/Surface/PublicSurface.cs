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
        var members = new HashSet<string>(StringComparer.Ordinal) { Shape(type) };
        members.UnionWith(type.GetInterfaceImplementations().Select(_reader.GetInterfaceImplementation).Where(IsVisible).Select(implementation => $"interface {NameOf(implementation.Interface)}"));
        foreach (var handle in type.GetMethods())
        {
            var method = _reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            {
                continue;
            }

            var signature = method.DecodeSignature(_signatures, null);
            var modifiers = (method.Attributes & MethodAttributes.Static) != 0 ? "static " : string.Empty;
            var generics = method.GetGenericParameters();
            members.Add(
                $"{modifiers}{signature.ReturnType} {_reader.GetString(method.Name)}{(generics.Count == 0 ? string.Empty : $"`{generics.Count}")}({string.Join(", ", Parameters(method, signature))}){Constraints(generics)}");
        }

        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family)
            {
                members.Add($"{field.DecodeSignature(_signatures, null)} {_reader.GetString(field.Name)}{Constant(field.GetDefaultValue())}");
            }
        }

        return members;
    }

    private string Shape(TypeDefinition type)
    {
        var kind = type.Attributes & (TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var ancestor = type.BaseType.IsNil ? string.Empty : $" : {NameOf(type.BaseType)}";
        return $"type {kind}{ancestor}{Constraints(type.GetGenericParameters())}";
    }

    private IEnumerable<string> Parameters(MethodDefinition method, MethodSignature<string> signature)
    {
        var declared = method.GetParameters().Select(_reader.GetParameter).Where(static parameter => parameter.SequenceNumber > 0).ToDictionary(static parameter => parameter.SequenceNumber - 1);
        return signature.ParameterTypes.Select((type, index) => declared.TryGetValue(index, out var parameter)
            ? $"{type} {_reader.GetString(parameter.Name)}{Constant(parameter.GetDefaultValue())}"
            : type);
    }

    private string Constraints(GenericParameterHandleCollection generics)
    {
        var result = string.Empty;
        foreach (var parameter in generics.Select(_reader.GetGenericParameter))
        {
            const GenericParameterAttributes Special = GenericParameterAttributes.SpecialConstraintMask;
            var types = parameter.GetConstraints().Select(handle => NameOf(_reader.GetGenericParameterConstraint(handle).Type));
            string[] constraints = [.. (parameter.Attributes & Special) == 0 ? [] : new[] { (parameter.Attributes & Special).ToString() }, .. types];
            if (constraints.Length != 0)
            {
                result += $" where {_reader.GetString(parameter.Name)} : {string.Join(", ", constraints)}";
            }
        }

        return result;
    }

    // An interface that only its own assembly can see is nothing that callers could rely on.
    private bool IsVisible(InterfaceImplementation implementation)
        => implementation.Interface.Kind != HandleKind.TypeDefinition || IsVisible(_reader.GetTypeDefinition((TypeDefinitionHandle)implementation.Interface));

    private string NameOf(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeDefinition => _signatures.NameOf((TypeDefinitionHandle)type),
        HandleKind.TypeReference => _signatures.GetTypeFromReference(_reader, (TypeReferenceHandle)type, 0),
        _ => _signatures.GetTypeFromSpecification(_reader, null, (TypeSpecificationHandle)type, 0),
    };

    private string Constant(ConstantHandle handle)
    {
        if (handle.IsNil)
        {
            return string.Empty;
        }

        var constant = _reader.GetConstant(handle);
        return $" = {_reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) ?? "null"}";
    }
}

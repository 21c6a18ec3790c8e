using System.Reflection;
using System.Text;

namespace Orleans.Polyfills.Surface;

/// <summary>Types as C# writes them, by their simple names, with the annotations for null and the names of tuple elements.</summary>
internal sealed class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(char)] = "char", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    private readonly byte[] _annotations;
    private readonly string?[] _elementNames;
    private int _nextAnnotation;
    private int _nextElement;

    private TypeText(byte[] annotations, string?[] elementNames)
    {
        _annotations = annotations;
        _elementNames = elementNames;
    }

    /// <summary>The type without annotations, as in a list of bases.</summary>
    public static string Of(Type type) => new TypeText([0], []).Write(type);

    /// <param name="owners">Where the annotations may be, innermost first.</param>
    public static string Of(Type type, IEnumerable<CustomAttributeData> own, params MemberInfo?[] owners)
        => new TypeText(Annotations(own, owners), ElementNames(own)).Write(type);

    /// <summary>The first annotation: 0 unknown, 1 not null, 2 may be null.</summary>
    public static byte AnnotationOf(IEnumerable<CustomAttributeData> own, params MemberInfo?[] owners) => Annotations(own, owners)[0];

    public static string NameOf(Type type)
    {
        var name = Keywords.TryGetValue(type, out var keyword) ? keyword : type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    private static byte[] Annotations(IEnumerable<CustomAttributeData> own, MemberInfo?[] owners)
    {
        if (Find(own, "NullableAttribute") is { } found)
        {
            return found.Value is IReadOnlyList<CustomAttributeTypedArgument> list ? [.. list.Select(static item => (byte)item.Value!)] : [(byte)found.Value!];
        }

        foreach (var owner in owners)
        {
            for (var level = owner; level is not null; level = level.DeclaringType)
            {
                if (Find(level.GetCustomAttributesData(), "NullableContextAttribute") is { } context)
                {
                    return [(byte)context.Value!];
                }
            }
        }

        return [0];
    }

    private static string?[] ElementNames(IEnumerable<CustomAttributeData> own)
        => Find(own, "TupleElementNamesAttribute")?.Value is IReadOnlyList<CustomAttributeTypedArgument> names ? [.. names.Select(static name => (string?)name.Value)] : [];

    private static CustomAttributeTypedArgument? Find(IEnumerable<CustomAttributeData> attributes, string name)
        => attributes.FirstOrDefault(attribute => attribute.AttributeType.Name == name)?.ConstructorArguments[0];

    // The compiler stores one byte per place where an annotation can be, in the order of this walk.
    private string Write(Type type)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying) + "?";
        }

        var annotation = type.IsValueType && !type.IsGenericType ? string.Empty : Annotation();
        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]{annotation}";
        }

        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            return WriteTuple(type);
        }

        var result = new StringBuilder();
        if (type is { IsNested: true, IsGenericParameter: false })
        {
            result.Append(NameOf(type.DeclaringType!)).Append('.');
        }

        result.Append(NameOf(type));
        if (type.IsGenericType)
        {
            result.Append('<').AppendJoin(", ", type.GetGenericArguments().Select(Write)).Append('>');
        }

        return result.Append(annotation).ToString();
    }

    private string WriteTuple(Type type)
    {
        var names = type.GetGenericArguments().Select(_ => _nextElement < _elementNames.Length ? _elementNames[_nextElement++] : null).ToArray();
        return $"({string.Join(", ", type.GetGenericArguments().Select((element, index) => names[index] is { } name ? $"{Write(element)} {name}" : Write(element)))})";
    }

    private string Annotation()
    {
        var value = _annotations.Length == 1 ? _annotations[0] : _annotations[_nextAnnotation++];
        return value == 2 ? "?" : string.Empty;
    }
}

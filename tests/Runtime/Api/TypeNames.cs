using System.Reflection;

namespace Orleans.Ray.Tests.Api;

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    /// <summary>With its namespace and the names of its own type parameters.</summary>
    public static string Full(Type type)
    {
        var prefix = type.IsNested ? Full(type.DeclaringType!) : type.Namespace;
        return $"{prefix}.{Bare(type)}{Arguments([.. Own(type).Select(Of)])}";
    }

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        return Keywords.TryGetValue(type, out var keyword) ? keyword : $"{(type.IsNested ? $"{Of(type.DeclaringType!)}." : "")}{Bare(type)}{Arguments([.. Own(type).Select(Of)])}";
    }

    /// <summary>With a question mark wherever null is allowed; reflection cannot tell it for type parameters.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var mark = info.ReadState == NullabilityState.Nullable && !type.IsValueType && !type.IsGenericParameter ? "?" : "";
        if (type.IsArray && info.ElementType is { } element)
        {
            return $"{Of(element)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (!type.IsGenericType || Nullable.GetUnderlyingType(type) is not null || type.IsNested || info.GenericTypeArguments.Length != Own(type).Length)
        {
            return Of(type) + mark;
        }

        return $"{Bare(type)}{Arguments([.. info.GenericTypeArguments.Select(Of)])}{mark}";
    }

    private static string Arguments(string[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>";

    private static string Bare(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }

    // A nested type lists the parameters of the types around it too.
    private static Type[] Own(Type type) => type.GetGenericArguments()[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..];
}

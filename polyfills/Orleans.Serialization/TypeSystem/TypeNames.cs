using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.TypeSystem;

/// <summary>
/// Types by name, as they travel: <c>name&lt;argument|argument&gt;[,]</c>, where the name is an alias, or the full
/// name followed by a comma and the assembly. A leading mark says that the type is an exception, so that a receiver
/// that lacks it can still make something of it.
/// </summary>
internal sealed class TypeNames(CodecProvider provider, TypeManifestOptions options)
{
    private const char ExceptionMark = '!';
    private const string Special = "\\<>|[]!";
    private const int MaxCachedNames = 4096;

    private readonly ConcurrentDictionary<Type, byte[]> _encoded = new();
    private readonly ConcurrentDictionary<byte[], Type> _decoded = new(new Utf8Comparer());
    private readonly TypeResolver _resolver = new(provider, options);

    public byte[] Encode(Type type) => _encoded.TryGetValue(type, out var name) ? name : _encoded.GetOrAdd(type, Format);

    /// <summary>The type, if its name has been met before.</summary>
    public Type? FindDecoded(ReadOnlySpan<byte> name) => _decoded.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(name, out var type) ? type : null;

    public Type Decode(string name)
    {
        var type = Parse(name);
        if (_decoded.Count < MaxCachedNames && type != typeof(UnavailableExceptionFallbackException))
        {
            _decoded.TryAdd(Encoding.UTF8.GetBytes(name), type);
        }

        return type;
    }

    /// <summary>The name without marks and assembly.</summary>
    public string DisplayName(string name)
    {
        var plain = name.TrimStart(ExceptionMark);
        var end = plain.IndexOf(',', StringComparison.Ordinal);
        return end < 0 ? plain : plain[..end];
    }

    /// <summary>The components in parentheses: texts and numbers as they are, types by their names.</summary>
    public static string Compound(CompoundTypeAliasAttribute attribute)
        => $"({string.Join(';', attribute.Components.Select(static component => component is Type type ? type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.FullName : Convert.ToString(component, CultureInfo.InvariantCulture)))})";

    private Type Parse(string name)
    {
        var isException = name.StartsWith(ExceptionMark);
        try
        {
            return new TypeNameParser(name, isException ? 1 : 0, _resolver).Parse();
        }
        catch (SerializerException) when (isException)
        {
            return typeof(UnavailableExceptionFallbackException);
        }
    }

    private byte[] Format(Type type)
    {
        var builder = new StringBuilder();
        if (type.IsAssignableTo(typeof(Exception)))
        {
            builder.Append(ExceptionMark);
        }

        Append(builder, type);
        return Encoding.UTF8.GetBytes(builder.ToString());
    }

    private void Append(StringBuilder builder, Type type)
    {
        if (type.IsArray)
        {
            Append(builder, type.GetElementType()!);
            builder.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
            return;
        }

        if (type.IsByRef || type.IsPointer || type.IsGenericParameter || type.IsFunctionPointer)
        {
            throw new CodecNotFoundException($"Type {type} has no name that could travel.");
        }

        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        AppendEscaped(builder, Name(definition));
        if (!type.IsConstructedGenericType)
        {
            return;
        }

        var separator = '<';
        foreach (var argument in type.GetGenericArguments())
        {
            builder.Append(separator);
            Append(builder, argument);
            separator = '|';
        }

        builder.Append('>');
    }

    private string Name(Type type)
    {
        foreach (var (alias, target) in options.WellKnownTypeAliases)
        {
            if (target == type)
            {
                return alias;
            }
        }

        if (type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault() is { } attribute)
        {
            return attribute.Alias;
        }

        if (type.GetCustomAttributes<CompoundTypeAliasAttribute>(inherit: false).FirstOrDefault() is { } compound)
        {
            return Compound(compound);
        }

        return type.Assembly == typeof(object).Assembly ? type.FullName! : $"{type.FullName},{type.Assembly.GetName().Name}";
    }

    private static void AppendEscaped(StringBuilder builder, string name)
    {
        foreach (var character in name)
        {
            if (Special.Contains(character, StringComparison.Ordinal))
            {
                builder.Append('\\');
            }

            builder.Append(character);
        }
    }
}

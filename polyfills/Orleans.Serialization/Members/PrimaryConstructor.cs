using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Members;

/// <summary>
/// What the compiler leaves behind of a primary constructor: the properties of a record, or for a class the fields
/// that capture its parameters. The position of a parameter is its id.
/// </summary>
internal static class PrimaryConstructor
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<MemberModel> Members(Type type, FieldInfo[] fields, PropertyInfo[] properties)
    {
        var included = IncludesParameters(type);
        if (included ?? IsRecord(type))
        {
            return IsRecord(type) ? OfRecord(type, fields, properties) : OfClass(type, fields, properties);
        }

        return [];
    }

    private static bool? IncludesParameters(Type type)
    {
        foreach (var attribute in type.GetCustomAttributesData())
        {
            if (attribute.AttributeType == typeof(GenerateSerializerAttribute))
            {
                foreach (var argument in attribute.NamedArguments)
                {
                    if (argument.MemberName == nameof(GenerateSerializerAttribute.IncludePrimaryConstructorParameters))
                    {
                        return (bool)argument.TypedValue.Value!;
                    }
                }
            }
        }

        return null;
    }

    private static bool IsRecord(Type type)
        => type.GetMethod("<Clone>$", Declared) is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is { } print && IsGenerated(print));

    private static IEnumerable<MemberModel> OfRecord(Type type, FieldInfo[] fields, PropertyInfo[] properties)
    {
        var deconstruct = Array.Find(type.GetMethods(Declared), static method => method.Name == "Deconstruct" && IsGenerated(method));
        if (deconstruct is null)
        {
            yield break;
        }

        var parameters = deconstruct.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            var property = Array.Find(properties, candidate => candidate.Name == parameters[i].Name);
            if (property is not null && MemberReader.BackingField(property, fields) is { } backing)
            {
                yield return MemberModel.Of((uint)i, property, backing);
            }
        }
    }

    private static IEnumerable<MemberModel> OfClass(Type type, FieldInfo[] fields, PropertyInfo[] properties)
    {
        var captured = fields.Where(static field => field.Name.StartsWith('<') && field.Name.EndsWith(">P", StringComparison.Ordinal)).ToArray();
        var constructor = type.GetConstructors(Declared)
            .OrderByDescending(static candidate => candidate.GetParameters().Length)
            .FirstOrDefault(candidate => captured.All(field => candidate.GetParameters().Any(parameter => field.Name == CapturedName(parameter))));
        var parameters = constructor?.GetParameters() ?? [];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (Array.Find(captured, field => field.Name == CapturedName(parameter)) is { } field)
            {
                yield return MemberModel.Of((uint)i, field);
            }
            else if (Array.Find(properties, candidate => candidate.PropertyType == parameter.ParameterType && string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)) is { } property
                && MemberReader.BackingField(property, fields) is { } backing)
            {
                yield return MemberModel.Of((uint)i, property, backing);
            }
        }
    }

    private static string CapturedName(ParameterInfo parameter) => $"<{parameter.Name}>P";

    private static bool IsGenerated(MethodInfo method) => method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}

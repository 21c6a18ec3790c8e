using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Api;

/// <summary>Types and members as one line of C# each.</summary>
internal static class Signatures
{
    public static string Of(Type type)
    {
        var bases = Bases(type).ToArray();
        return $"{Kind(type)} {TypeNames.Full(type)}{(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}")}{Constraints(type.IsGenericTypeDefinition ? type.GetGenericArguments() : [])}";
    }

    public static string OfEnumMember(FieldInfo field) =>
        string.Create(CultureInfo.InvariantCulture, $"{TypeNames.Full(field.DeclaringType!)}.{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");

    public static string Of(MemberInfo member)
    {
        var owner = TypeNames.Full(member.DeclaringType!);
        var nullability = new NullabilityInfoContext();
        return member switch
        {
            ConstructorInfo constructor => $"{owner}.{Access(constructor)}new({Parameters(constructor, nullability)})",
            MethodInfo method => $"{owner}.{Access(method)}{Modifiers(method)}{TypeNames.Of(nullability.Create(method.ReturnParameter))} {method.Name}{Arity(method)}({Parameters(method, nullability)}){Constraints(method.IsGenericMethodDefinition ? method.GetGenericArguments() : [])}",
            PropertyInfo property => $"{owner}.{Access(Primary(property))}{Modifiers(Primary(property))}{Required(property)}{TypeNames.Of(nullability.Create(property))} {property.Name}{Index(property, nullability)} {{ {Accessors(property)}}}",
            FieldInfo field => $"{owner}.{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeNames.Of(nullability.Create(field))} {field.Name}{(field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "")}",
            EventInfo @event => $"{owner}.event {TypeNames.Of(nullability.Create(@event))} {@event.Name}",
            _ => throw new ArgumentException($"{member} is no member of a type.", nameof(member)),
        };
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            return type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly struct" : "struct";
        }

        return type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
    }

    // What the type itself names: not what its base or another of its interfaces brings.
    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
        {
            yield break;
        }

        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return TypeNames.Of(parent);
        }

        var all = type.GetInterfaces();
        var brought = all.SelectMany(static one => one.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        foreach (var one in all.Where(one => !brought.Contains(one)).Select(TypeNames.Of).Order(StringComparer.Ordinal))
        {
            yield return one;
        }
    }

    private static string Constraints(Type[] parameters)
    {
        var parts = parameters.Select(static parameter =>
        {
            var attributes = parameter.GenericParameterAttributes;
            var unmanaged = parameter.GetCustomAttributesData().Any(static data => data.AttributeType.Name == "IsUnmanagedAttribute");
            var value = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            string[] all =
            [
                .. attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
                .. unmanaged ? ["unmanaged"] : value ? ["struct"] : Array.Empty<string>(),
                .. parameter.GetGenericParameterConstraints().Where(static type => type != typeof(ValueType)).Select(TypeNames.Of).Order(StringComparer.Ordinal),
                .. attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !value ? ["new()"] : Array.Empty<string>(),
            ];
            return all.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
        });
        return string.Concat(parts);
    }

    private static string Arity(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(static argument => argument.Name))}>" : "";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : "static ";
        }

        if (method.DeclaringType!.IsInterface || !method.IsVirtual)
        {
            return "";
        }

        if (method.GetBaseDefinition() != method)
        {
            return method.IsFinal ? "sealed override " : "override ";
        }

        return method.IsAbstract ? "abstract " : method.IsFinal ? "" : "virtual ";
    }

    private static MethodInfo Primary(PropertyInfo property) =>
        property.GetAccessors(nonPublic: true).OrderByDescending(static accessor => accessor.IsPublic).ThenByDescending(static accessor => accessor.IsFamily).First();

    private static string Required(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";

    private static string Index(PropertyInfo property, NullabilityInfoContext nullability) =>
        property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(parameter => Parameter(parameter, nullability)))}]" : "";

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsShown(getter) ? $"{Narrower(property, getter)}get; " : "";
        var set = property.SetMethod is { } setter && IsShown(setter) ? $"{Narrower(property, setter)}{(IsInit(setter) ? "init" : "set")}; " : "";
        return get + set;
    }

    private static bool IsShown(MethodInfo accessor) => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly;

    private static string Narrower(PropertyInfo property, MethodInfo accessor) => Primary(property).IsPublic && !accessor.IsPublic ? "protected " : "";

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Any(static type => type.Name == "IsExternalInit");

    private static string Parameters(MethodBase method, NullabilityInfoContext nullability)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(parameter => Parameter(parameter, nullability)));
    }

    private static string Parameter(ParameterInfo parameter, NullabilityInfoContext nullability)
    {
        var kind = parameter.ParameterType.IsByRef ? (parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ") : "";
        var many = parameter.GetCustomAttributesData().Any(static data => data.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") ? "params " : "";
        return $"{many}{kind}{TypeNames.Of(nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.RawDefaultValue is null && parameter.ParameterType.IsValueType ? "default" : Literal(parameter.RawDefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Conformance.Contracts;

/// <summary>
/// What Orleans' source generator and analyzers refuse when they compile an assembly, as far as reflection can tell. An engine that generates nothing then
/// would not notice it.
/// </summary>
/// <remarks>
/// The rules are those of https://dotnet.github.io/orleans/docs/diagnostics/ and of the generator's own diagnostics (ORLEANS0101 and on). What carries an
/// attribute of generated code is not looked at.
/// </remarks>
internal static class GeneratorRules
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] ResultTypes = [typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    /// <summary>All that is wrong with these assemblies, which an application may load together: a line for each, which begins with the rule.</summary>
    public static string[] Check(params Assembly[] assemblies)
    {
        var types = assemblies.SelectMany(static assembly => assembly.GetTypes()).Where(static type => !IsGenerated(type)).ToArray();
        return
        [
            .. types.Where(IsSerializable).SelectMany(OfSerializable),
            .. types.Where(IsContract).SelectMany(OfContract),
            .. types.Where(IsGrain).SelectMany(OfGrain),
            .. SameAlias(types),
            .. SameGrainType(types.Where(IsGrain)),
        ];
    }

    public static bool IsSerializable(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) == true;

    private static bool IsContract(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private static bool IsGrain(Type type) => type.IsClass && (typeof(IGrainBase).IsAssignableFrom(type) || typeof(IGrain).IsAssignableFrom(type)) && !typeof(GrainReference).IsAssignableFrom(type);

    private static IEnumerable<string> OfSerializable(Type type)
    {
        if (!IsReachable(type))
        {
            yield return $"ORLEANS0107 {type} cannot be reached by generated code.";
        }

        if (type.BaseType is { } baseType && !CanBeBase(baseType))
        {
            yield return $"run time: {type} derives from {baseType}, which has no serializer.";
        }

        var ids = new Dictionary<uint, string>();
        var leavesOut = !HasIdsOfItsOwn(type);
        foreach (var member in type.GetMembers(Declared).Where(static member => member is FieldInfo or PropertyInfo))
        {
            if (member.GetCustomAttribute<IdAttribute>(inherit: false) is { } id)
            {
                if (!ids.TryAdd(id.Id, member.Name))
                {
                    yield return $"ORLEANS0012 {type}: {ids[id.Id]} and {member.Name} have the same id.";
                }

                if (ProblemOf(member) is { } problem)
                {
                    yield return $"{problem} {type}.{member.Name}";
                }
            }
            else if (leavesOut && IsLeftOut(member))
            {
                yield return $"ORLEANS0004 {type}.{member.Name} has neither [Id] nor [NonSerialized].";
            }
        }
    }

    private static IEnumerable<string> OfContract(Type type)
    {
        if (!IsReachable(type))
        {
            yield return $"ORLEANS0107 {type} cannot be reached by generated code.";
        }

        foreach (var property in type.GetProperties(Declared).Where(static property => property.GetAccessors(nonPublic: true).Any(static accessor => !accessor.IsStatic)))
        {
            yield return $"ORLEANS0008 {type}.{property.Name} is a property.";
        }

        var aliases = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in type.GetMethods(Declared).Where(static method => method is { IsStatic: false, IsSpecialName: false, IsPublic: true }))
        {
            if (!IsResult(method.ReturnType))
            {
                yield return $"ORLEANS0009 {type}.{method.Name} returns {method.ReturnType}.";
            }

            if (method.GetParameters().Any(static parameter => parameter.ParameterType is { IsByRef: true } or { IsByRefLike: true }))
            {
                yield return $"ORLEANS0002 {type}.{method.Name} takes references.";
            }

            if (method.GetCustomAttribute<AliasAttribute>() is { } alias && !aliases.Add(alias.Alias))
            {
                yield return $"ORLEANS0011 {type}: two methods are called {alias.Alias}.";
            }

            if (method.IsGenericMethod && method.GetGenericArguments().Select(static argument => argument.Name).Intersect(type.GetGenericArguments().Select(static argument => argument.Name)).Any())
            {
                yield return $"CS0693 {type}.{method.Name} has a type parameter of the same name as the interface, which the generated proxy repeats.";
            }
        }
    }

    private static IEnumerable<string> OfGrain(Type type)
    {
        if (IsSerializable(type) || type.IsDefined(typeof(AliasAttribute), inherit: false))
        {
            yield return $"ORLEANS0013 {type} is a grain, not something that is sent.";
        }

        foreach (var method in type.GetMethods(Declared).Where(static method => method.IsDefined(typeof(AlwaysInterleaveAttribute), inherit: false)))
        {
            yield return $"ORLEANS0001 {type}.{method.Name}: [AlwaysInterleave] belongs to the interface.";
        }
    }

    private static IEnumerable<string> SameAlias(Type[] types) => types
        .SelectMany(static type => type.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => (alias.Alias, Type: type)))
        .GroupBy(static entry => entry.Alias, StringComparer.Ordinal)
        .Where(static group => group.Count() > 1)
        .Select(static group => $"ORLEANS0011 {string.Join(" and ", group.Select(static entry => entry.Type))} are called {group.Key}.");

    private static IEnumerable<string> SameGrainType(IEnumerable<Type> grains) => grains
        .Where(static type => !type.IsAbstract && !type.IsDefined(typeof(GrainTypeAttribute), inherit: false))
        .GroupBy(static type => type.Name, StringComparer.OrdinalIgnoreCase)
        .Where(static group => group.Count() > 1)
        .Select(static group => $"start: {string.Join(" and ", group)} have the same grain type.");

    private static string? ProblemOf(MemberInfo member) => member switch
    {
        FieldInfo { IsStatic: true } => "ORLEANS0006",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(static accessor => accessor.IsStatic || accessor.IsAbstract) => "ORLEANS0006",
        PropertyInfo { CanRead: false } => "ORLEANS0101",
        PropertyInfo { CanWrite: false } property when !IsAutomatic(property) => "ORLEANS0101",
        _ => null,
    };

    // The parameters of a record have ids of their own, from their positions.
    private static bool IsLeftOut(MemberInfo member) => member switch
    {
        FieldInfo { IsStatic: false } field => !field.IsDefined(typeof(NonSerializedAttribute)) && !field.IsDefined(typeof(CompilerGeneratedAttribute)),
        PropertyInfo property when IsAutomatic(property) && !property.GetMethod!.IsStatic =>
            !BackingField(property)!.IsDefined(typeof(NonSerializedAttribute)) && !(IsRecord(property.DeclaringType!) && IsParameter(property)),
        _ => false,
    };

    private static bool HasIdsOfItsOwn(Type type)
    {
        var attribute = type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false)!;
        return attribute.GenerateFieldIds != GenerateFieldIds.None || attribute.IncludePrimaryConstructorParameters || type.IsEnum;
    }

    private static bool IsReachable(Type type)
    {
        for (var level = type; level is not null; level = level.DeclaringType)
        {
            if (level.IsNestedPrivate || level.IsNestedFamily || level.IsNestedFamANDAssem)
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanBeBase(Type type) =>
        type == typeof(object) || type == typeof(ValueType) || type == typeof(Enum) || type.Assembly == typeof(object).Assembly
        || IsSerializable(type) || type.IsDefined(typeof(SerializerTransparentAttribute), inherit: false);

    private static bool IsResult(Type type) =>
        type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && ResultTypes.Contains(type.GetGenericTypeDefinition()));

    private static bool IsAutomatic(PropertyInfo property) => property.GetMethod is not null && BackingField(property) is not null;

    private static FieldInfo? BackingField(PropertyInfo property) => property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Declared);

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static bool IsParameter(PropertyInfo property) =>
        property.DeclaringType!.GetConstructors(Declared).Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name && parameter.ParameterType == property.PropertyType));
}

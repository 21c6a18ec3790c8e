using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Api;

/// <summary>Lists what an assembly shows, one line per type and member, without what a compiler or generator added.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string[] Describe(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(static type => !IsGenerated(type))
            .SelectMany(static type => (string[])[Signatures.Of(type), .. Members(type)])
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(Signatures.OfEnumMember);
        }

        return type.GetMembers(Declared).Where(IsShown).Select(Signatures.Of);
    }

    private static bool IsShown(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && member switch
    {
        Type => false,
        MethodInfo method => IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        MethodBase constructor => IsVisible(constructor) && !constructor.IsStatic,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo @event => @event.AddMethod is { } add && IsVisible(add),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Orleans generates its codecs into namespaces of its own.
    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) == true;
}

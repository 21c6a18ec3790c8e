using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Ray.Lambdas;

/// <summary>A class that the compiler made to hold the variables which lambdas of one block capture, or any other type that a delegate may be bound to.</summary>
internal sealed class ClosureType
{
    private static readonly ConditionalWeakTable<Type, ClosureType> Known = [];

    private ClosureType(Type type)
    {
        Fields = [.. FieldsOf(type)];
        IsClosure = IsClosureClass(type);

        // The items of an array are no fields.
        IsStateless = Fields.Length == 0 && !type.IsArray;
    }

    public bool IsClosure { get; }

    /// <summary>Whether there is nothing to copy.</summary>
    public bool IsStateless { get; }

    public FieldInfo[] Fields { get; }

    public static ClosureType Of(Type type) => Known.GetValue(type, static type => new ClosureType(type));

    /// <summary>Whether the field keeps a delegate that the closure itself makes again when it has none.</summary>
    public static bool IsCache(FieldInfo field) => field.Name.StartsWith("<>9", StringComparison.Ordinal);

    /// <summary>The name of the variable, as the program writes it.</summary>
    public static string NameOf(FieldInfo field)
    {
        if (field.Name.EndsWith("__this", StringComparison.Ordinal))
        {
            return "this";
        }

        // A primary constructor's parameter is <name>P.
        var end = field.Name.IndexOf('>', StringComparison.Ordinal);
        return field.Name.StartsWith('<') && end > 1 ? field.Name[1..end] : field.Name;
    }

    private static bool IsClosureClass(Type type) =>
        type.Name.StartsWith("<>c", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}

using System.Reflection;
using Orleans.Ray.Actors;

namespace Orleans.Ray.Store;

/// <summary>What values of a type can hold, as far as its fields tell. Asked once per type.</summary>
internal static class HeldData
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Whether values can be large and can leave the process: they hold strings, arrays, or objects of whatever type or number, and nothing that is bound to it.</summary>
    public static bool MayBeLarge(Type type)
    {
        var finding = new Finding();
        Look(type, finding);
        return finding is { IsOpen: true, IsBound: false };
    }

    /// <summary>Whether values of a type mean something in this process alone, or are none.</summary>
    public static bool IsBound(Type type) =>
        IsReference(type)
        || typeof(Delegate).IsAssignableFrom(type)
        || typeof(Task).IsAssignableFrom(type)
        || typeof(MemberInfo).IsAssignableFrom(type)
        || typeof(Exception).IsAssignableFrom(type)
        || type == typeof(CancellationToken);

    private static bool IsReference(Type type) =>
        typeof(ObjectRef).IsAssignableFrom(type)
        || typeof(IForkable).IsAssignableFrom(type)
        || (type.IsArray && IsReference(type.GetElementType()!))
        || (type.IsConstructedGenericType && Array.Exists(type.GetGenericArguments(), IsReference));

    private static void Look(Type type, Finding finding)
    {
        if (IsReference(type))
        {
            finding.IsBound = true;
            return;
        }

        // Serializers leave out what cannot be written, such as who listens to an event.
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer || IsBound(type) || finding.IsBound)
        {
            return;
        }

        // One that holds itself can go on for ever.
        if (type == typeof(string) || type == typeof(object) || type.IsArray || type.IsInterface || type.IsAbstract || finding.Path.Contains(type))
        {
            finding.IsOpen = true;
            return;
        }

        if (!finding.Seen.Add(type))
        {
            return;
        }

        finding.Path.Add(type);
        for (var declaring = type; declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(Fields))
            {
                Look(field.FieldType, finding);
            }
        }

        finding.Path.Remove(type);
    }

    private sealed class Finding
    {
        public bool IsOpen { get; set; }

        public bool IsBound { get; set; }

        public HashSet<Type> Path { get; } = [];

        public HashSet<Type> Seen { get; } = [];
    }
}

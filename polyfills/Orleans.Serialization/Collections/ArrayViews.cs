using System.Collections.Immutable;

namespace Orleans.Serialization.Collections;

internal static class ArrayViews
{
    private static readonly Dictionary<Type, Type> Views = new()
    {
        [typeof(ArraySegment<>)] = typeof(ArraySegmentView<>),
        [typeof(ImmutableArray<>)] = typeof(ImmutableArrayView<>),
        [typeof(Memory<>)] = typeof(MemoryView<>),
        [typeof(ReadOnlyMemory<>)] = typeof(ReadOnlyMemoryView<>),
    };

    public static object? Find(Type type)
        => type.IsConstructedGenericType && Views.TryGetValue(type.GetGenericTypeDefinition(), out var view)
            ? Activator.CreateInstance(view.MakeGenericType(type.GetGenericArguments()))
            : null;
}

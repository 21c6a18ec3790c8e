using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Orleans.Serialization.Collections;

internal static class CollectionShapes
{
    private static readonly Dictionary<Type, Type> Shapes = new()
    {
        [typeof(ArrayList)] = typeof(ArrayListShape),
        [typeof(Collection<>)] = typeof(CollectionOfTShape<>),
        [typeof(ConcurrentDictionary<,>)] = typeof(ConcurrentDictionaryShape<,>),
        [typeof(ConcurrentQueue<>)] = typeof(ConcurrentQueueShape<>),
        [typeof(Dictionary<,>)] = typeof(DictionaryShape<,>),
        [typeof(FrozenDictionary<,>)] = typeof(FrozenDictionaryShape<,>),
        [typeof(FrozenSet<>)] = typeof(FrozenSetShape<>),
        [typeof(HashSet<>)] = typeof(HashSetShape<>),
        [typeof(ImmutableDictionary<,>)] = typeof(ImmutableDictionaryShape<,>),
        [typeof(ImmutableHashSet<>)] = typeof(ImmutableHashSetShape<>),
        [typeof(ImmutableList<>)] = typeof(ImmutableListShape<>),
        [typeof(ImmutableQueue<>)] = typeof(ImmutableQueueShape<>),
        [typeof(ImmutableSortedDictionary<,>)] = typeof(ImmutableSortedDictionaryShape<,>),
        [typeof(ImmutableSortedSet<>)] = typeof(ImmutableSortedSetShape<>),
        [typeof(ImmutableStack<>)] = typeof(ImmutableStackShape<>),
        [typeof(NameValueCollection)] = typeof(NameValueCollectionShape),
        [typeof(Queue<>)] = typeof(QueueShape<>),
        [typeof(ReadOnlyCollection<>)] = typeof(ReadOnlyCollectionShape<>),
        [typeof(ReadOnlyDictionary<,>)] = typeof(ReadOnlyDictionaryShape<,>),
        [typeof(SortedDictionary<,>)] = typeof(SortedDictionaryShape<,>),
        [typeof(SortedList<,>)] = typeof(SortedListShape<,>),
        [typeof(SortedSet<>)] = typeof(SortedSetShape<>),
        [typeof(Stack<>)] = typeof(StackShape<>),
    };

    public static CollectionShape? Find(Type type)
    {
        if (!type.IsConstructedGenericType)
        {
            return Shapes.TryGetValue(type, out var shape) ? (CollectionShape)Activator.CreateInstance(shape)! : null;
        }

        return Shapes.TryGetValue(type.GetGenericTypeDefinition(), out var definition)
            ? (CollectionShape)Activator.CreateInstance(definition.MakeGenericType(type.GetGenericArguments()))!
            : null;
    }
}

using System.Collections.Concurrent;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Which types are stored, and how.</summary>
internal static class ValuePlans
{
    private static readonly ConcurrentDictionary<Type, ValuePlan?> Known = new();

    private static readonly (Type Shape, Type Plan, string Kind)[] Shapes =
    [
        (typeof(List<>), typeof(ListPlan<>), StoredKinds.List),
        (typeof(Memory<>), typeof(MemoryPlan<>), StoredKinds.Memory),
        (typeof(ReadOnlyMemory<>), typeof(ReadOnlyMemoryPlan<>), StoredKinds.ReadOnlyMemory),
        (typeof(NDArray<>), typeof(NDArrayPlan<>), StoredKinds.NDArray),
    ];

    /// <summary>For a static type; null where no value of it goes to the store.</summary>
    public static ValuePlan? Find(Type type)
    {
        if (type == typeof(object) || type.IsInterface || type.IsAbstract)
        {
            return HeldData.IsBound(type) ? null : Make(typeof(DynamicPlan<>), type, [null]);
        }

        var own = Exact(type);
        return type.IsSealed ? own : HeldData.IsBound(type) ? null : Make(typeof(DynamicPlan<>), type, [own is not null && own.ValueType == type ? own : null]);
    }

    /// <summary>For values of exactly a type; null where none goes to the store.</summary>
    public static ValuePlan? Exact(Type type) => Known.GetOrAdd(type, static type => Decide(type));

    /// <summary>For an object that somebody reads as a type that says too little.</summary>
    /// <exception cref="RaySerializationException">Nor does the object say enough.</exception>
    public static ValuePlan ForStored(StoredStream stream, Type wanted)
    {
        switch (stream.Kind)
        {
            case StoredKinds.Text:
                return Exact(typeof(string))!;
            case StoredKinds.Object:
                return Make(typeof(SerializedPlan<>), wanted);
        }

        if (ArrowPlans.Find(stream.Kind) is { } arrow)
        {
            return arrow;
        }

        if (stream.TypeName is not { } name || ElementTypes.Find(name) is not { } element)
        {
            throw new RaySerializationException($"The object holds elements of type {stream.TypeName}, which is not known here. Read it as its exact type instead of as {wanted}.");
        }

        var shape = Array.Find(Shapes, shape => shape.Kind == stream.Kind).Shape;
        return shape is not null ? Exact(shape.MakeGenericType(element))!
            : stream.Kind == StoredKinds.Array ? Exact(element.MakeArrayType())!
            : throw new RaySerializationException($"The object holds a value of kind '{stream.Kind}', which is not known here.");
    }

    private static ValuePlan? Decide(Type type)
    {
        if (type == typeof(string))
        {
            return new StringPlan();
        }

        if (type.IsSZArray && ElementTypes.IsElement(type.GetElementType()!))
        {
            return Make(typeof(ArrayPlan<>), type.GetElementType()!);
        }

        if (type.IsConstructedGenericType)
        {
            var shape = type.GetGenericTypeDefinition();
            var element = type.GetGenericArguments()[0];
            if (Array.Find(Shapes, candidate => candidate.Shape == shape).Plan is { } plan && ElementTypes.IsElement(element))
            {
                return Make(plan, element);
            }
        }

        if (ArrowPlans.Find(type) is { } arrow)
        {
            return arrow;
        }

        return type.IsByRefLike || type.ContainsGenericParameters || ValueSemantics.IsImmutable(type) || !HeldData.MayBeLarge(type) ? null : Make(typeof(SerializedPlan<>), type);
    }

    private static ValuePlan Make(Type plan, Type argument, object?[]? arguments = null) => (ValuePlan)Activator.CreateInstance(plan.MakeGenericType(argument), arguments)!;
}

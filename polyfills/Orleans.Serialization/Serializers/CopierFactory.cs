using System.Collections;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Cloning.Collections;
using Orleans.Serialization.Collections;
using Orleans.Serialization.Members;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Serializers;

/// <summary>Makes copiers. Hand-written ones come first, then what is built in, then what attributes describe.</summary>
internal sealed class CopierFactory(CodecProvider provider)
{
    // Structs whose copiers are being made on this thread, to notice one that contains collections of itself.
    [ThreadStatic]
    private static HashSet<Type>? _inProgress;

    public Copier Create(Type type) => TryCreate(type) ?? throw NotFound(type);

    public Copier? TryCreate(Type type)
    {
        if (type.IsPrimitive || type == typeof(string))
        {
            return Shared(type);
        }

        if (provider.Registrations.FindCopier(type) is { } registered)
        {
            return Make(typeof(CustomCopier<>), [type], registered);
        }

        var canonical = CanonicalType.Of(type);
        return BuiltIn(type, canonical) ?? Annotated(type) ?? Converted(type) ?? OfBase(type) ?? Generalized(type) ?? Bitwise(type);
    }

    private static CodecNotFoundException NotFound(Type type)
        => new($"Could not find a copier for type {type}. Mark it with [GenerateSerializer] and its members with [Id], mark it with [Immutable] if it never changes, write a surrogate and a [RegisterConverter] class for it, or register an IGeneralizedCopier.");

    private Copier? BuiltIn(Type type, Type canonical)
    {
        if (SharedTypes.Contains(canonical) || type.IsEnum)
        {
            return Shared(type);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(typeof(NullableCopier<>), [underlying], provider.GetCopier(underlying));
        }

        if (type.IsArray)
        {
            var elementType = type.GetElementType()!;
            return type.IsSZArray
                ? Make(typeof(ArrayCopier<>), [elementType], provider.GetCopier(elementType))
                : Make(typeof(MultiDimensionalArrayCopier<,>), [type, elementType], provider.GetCopier(elementType));
        }

        if (type.IsGenericInstance(typeof(List<>)))
        {
            var elementType = type.GetGenericArguments()[0];
            return Make(typeof(ListCopier<>), [elementType], provider.GetCopier(elementType));
        }

        if (type == typeof(BitArray))
        {
            return new BitArrayCopier();
        }

        if (CollectionShapes.Find(canonical) is { } shape)
        {
            return shape.CreateCopier(provider);
        }

        if (ArrayViews.Find(type) is { } view)
        {
            var elementType = type.GetGenericArguments()[0];
            return Make(typeof(ArrayViewCopier<,>), [type, elementType], view, provider.GetCopier(elementType.MakeArrayType()), provider.GetCopier(elementType));
        }

        return Tuples.IsTuple(type) ? Tuple(type) : null;
    }

    private Copier? Annotated(Type type)
    {
        if (!Annotations.Apply(type))
        {
            return null;
        }

        var model = TypeModel.Of(type);
        return FromModel(type, model, coversAllFields: model.Members.Length == MemberReader.AllFields(type).Length);
    }

    private Copier FromModel(Type type, TypeModel model, bool coversAllFields)
    {
        if (!type.IsValueType)
        {
            return Make(typeof(ObjectCopier<>), [type], provider, model);
        }

        var inProgress = _inProgress ??= [];
        if (!inProgress.Add(type))
        {
            return Make(typeof(LazyCopier<>), [type], provider);
        }

        try
        {
            var plan = Plan(type, model);
            var callbacks = GenericCall.Invoke<object?>(FindCallbacks<int>, type);
            return coversAllFields && plan.SharesAll && callbacks is null ? Shared(type) : Make(typeof(StructCopier<>), [type], plan, callbacks);
        }
        finally
        {
            inProgress.Remove(type);
        }
    }

    private Copier Tuple(Type type)
    {
        var model = TypeModel.OfFields(type);
        return !type.IsValueType && Plan(type, model).SharesAll ? Shared(type) : FromModel(type, model, coversAllFields: true);
    }

    private Copier? Converted(Type type)
    {
        if (provider.Registrations.FindConverter(type) is not { } converter)
        {
            return null;
        }

        var surrogateType = ConverterTypes.SurrogateOf(converter, type);
        return Make(typeof(ConverterCopier<,>), [type, surrogateType], converter, provider.GetCopier(surrogateType));
    }

    private Copier? OfBase(Type type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (provider.Registrations.FindCopier(level) is IDerivedTypeCopier copier)
            {
                return Make(typeof(UntypedCustomCopier<>), [type], copier);
            }
        }

        return null;
    }

    private object? FindCallbacks<T>() => Callbacks<T>.For(provider);

    private Copier? Generalized(Type type)
        => provider.Registrations.FindGeneralizedCopier(type) is { } copier ? Make(typeof(UntypedCustomCopier<>), [type], copier) : null;

    private static Copier? Bitwise(Type type) => type.IsValueType && !ContainsReferences(type) ? Shared(type) : null;

    private static bool ContainsReferences(Type type)
        => type.IsByRefLike || GenericCall.Invoke<object>(ContainsReferences<int>, type) is true;

    private static object ContainsReferences<T>() => RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    private CopyPlan Plan(Type type, TypeModel model) => GenericCall.Create<CopyPlan>(typeof(CopyPlan<>), [type], model, provider);

    private static Copier Shared(Type type) => Make(typeof(SharedCopier<>), [type]);

    private static Copier Make(Type definition, Type[] typeArguments, params object?[] arguments)
        => GenericCall.Create<Copier>(definition, typeArguments, arguments);
}

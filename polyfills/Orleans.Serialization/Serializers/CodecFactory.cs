using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Codecs.Collections;
using Orleans.Serialization.Codecs.Exceptions;
using Orleans.Serialization.Codecs.Scalars;
using Orleans.Serialization.Collections;
using Orleans.Serialization.Members;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Serializers;

/// <summary>Makes codecs. Hand-written ones come first, then what is built in, then what attributes describe.</summary>
internal sealed class CodecFactory(CodecProvider provider)
{
    private readonly Lazy<ExceptionSerializationOptions> _exceptionOptions = new(() => provider.Services.GetRequiredService<IOptions<ExceptionSerializationOptions>>().Value);

    public ExactCodec Create(Type type) => TryCreate(type) ?? throw NotFound(type);

    public ExactCodec? TryCreate(Type type)
    {
        if (type.IsPrimitive || type == typeof(string))
        {
            return ScalarCodecs.Find(type);
        }

        // An input can name types of which there are no values.
        if (type.ContainsGenericParameters || type.IsByRefLike || type.IsPointer || type == typeof(void))
        {
            return null;
        }

        if (provider.Registrations.FindCodec(type) is { } registered)
        {
            return Make(typeof(CustomCodec<>), [type], registered);
        }

        var canonical = CanonicalType.Of(type);
        return BuiltIn(canonical) ?? Annotated(type) ?? Converted(type) ?? Generalized(type) ?? FrameworkExceptionCodec(type);
    }

    public FieldCodec<T> CreateValueField<T>()
    {
        if (Nullable.GetUnderlyingType(typeof(T)) is { } underlying)
        {
            return GenericCall.Create<FieldCodec<T>>(typeof(NullableFieldCodec<>), [underlying], provider.GetFieldCodec(underlying));
        }

        var codec = provider.GetExactCodec(typeof(T));
        var fieldCodec = codec is ExactCodec<T> ? typeof(ValueFieldCodec<>) : typeof(UntypedValueFieldCodec<>);
        return GenericCall.Create<FieldCodec<T>>(fieldCodec, [typeof(T)], codec);
    }

    private static CodecNotFoundException NotFound(Type type)
        => new($"Could not find a codec for type {type}. Mark it with [GenerateSerializer] and its members with [Id], write a surrogate and a [RegisterConverter] class for it, or register an IGeneralizedCodec.");

    private ExactCodec? BuiltIn(Type type)
    {
        if (ScalarCodecs.Find(type) is { } scalar)
        {
            return scalar;
        }

        if (type == typeof(Type))
        {
            return new TypeValueCodec(provider);
        }

        if (type.IsEnum)
        {
            return Make(typeof(EnumCodec<>), [type]);
        }

        if (type.IsArray)
        {
            return ArrayCodec(type, type.GetElementType()!);
        }

        if (type == typeof(UnavailableExceptionFallbackException))
        {
            return new UnavailableExceptionCodec(provider);
        }

        if (type.IsGenericInstance(typeof(List<>)))
        {
            var elementType = type.GetGenericArguments()[0];
            return Make(typeof(ListCodec<>), [elementType], provider.GetFieldCodec(elementType));
        }

        return CollectionShapes.Find(type)?.CreateCodec(provider) ?? ArrayViewCodec(type) ?? TupleCodec(type);
    }

    private ExactCodec? ArrayCodec(Type type, Type elementType)
    {
        if (elementType.IsPointer || elementType.IsByRefLike)
        {
            return null;
        }

        var element = provider.GetFieldCodec(elementType);
        return type.IsSZArray
            ? Make(typeof(ArrayCodec<>), [elementType], element)
            : Make(typeof(MultiDimensionalArrayCodec<,>), [type, elementType], element, provider.GetFieldCodec<int[]>());
    }

    private ExactCodec? ArrayViewCodec(Type type)
    {
        if (ArrayViews.Find(type) is not { } view)
        {
            return null;
        }

        var elementType = type.GetGenericArguments()[0];
        return Make(typeof(ArrayViewCodec<,>), [type, elementType], view, provider.GetFieldCodec(elementType.MakeArrayType()));
    }

    private ExactCodec? TupleCodec(Type type) => Tuples.IsTuple(type) ? Make(type.IsValueType ? typeof(StructCodec<>) : typeof(ObjectCodec<>), [type], provider, TypeModel.OfFields(type)) : null;

    private ExactCodec? Annotated(Type type)
    {
        if (!Annotations.Apply(type))
        {
            return null;
        }

        var model = TypeModel.Of(type);
        if (model.FrameworkException is { } frameworkType)
        {
            return Make(typeof(ExceptionCodec<>), [type], provider, frameworkType, model);
        }

        return Make(type.IsValueType ? typeof(StructCodec<>) : typeof(ObjectCodec<>), [type], provider, model);
    }

    private ExactCodec? Converted(Type type)
    {
        if (provider.Registrations.FindConverter(type) is not { } converter)
        {
            return null;
        }

        var surrogateType = ConverterTypes.SurrogateOf(converter, type);
        return Make(typeof(ConverterCodec<,>), [type, surrogateType], converter, provider.GetExactCodec(surrogateType));
    }

    private UntypedCustomCodec? Generalized(Type type)
        => provider.Registrations.FindGeneralizedCodec(type) is { } codec ? new UntypedCustomCodec(type, codec) : null;

    private ExactCodec? FrameworkExceptionCodec(Type type)
    {
        if (!type.IsAssignableTo(typeof(Exception)) || type.IsAbstract)
        {
            return null;
        }

        var options = _exceptionOptions.Value;
        var isSupported = options.SupportedExceptionTypeFilter(type)
            || options.SupportedNamespacePrefixes.Any(prefix => type.Namespace is { } name && (name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)));
        return isSupported ? Make(typeof(ExceptionCodec<>), [type], provider, type, null) : null;
    }

    private static ExactCodec Make(Type definition, Type[] typeArguments, params object?[] arguments)
        => GenericCall.Create<ExactCodec>(definition, typeArguments, arguments);
}

using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Members;

/// <summary>
/// What a base class without attributes contributes to a type that has them: it travels as the surrogate of the base
/// class, in a section of its own before those of the members.
/// </summary>
internal abstract class ForeignBase<T>
    where T : class
{
    /// <summary>Null where every base class has attributes.</summary>
    public static ForeignBase<T>? For(CodecProvider provider, TypeModel model)
    {
        if (model.ForeignBase is not { } type)
        {
            return null;
        }

        if (provider.Registrations.FindConverter(type) is { } converter && ConverterTypes.SurrogateOf(converter, type) is var surrogate
            && typeof(IPopulator<,>).MakeGenericType(type, surrogate).IsInstanceOfType(converter))
        {
            return GenericCall.Create<ForeignBase<T>>(typeof(ForeignBase<,,>), [typeof(T), type, surrogate], provider, converter);
        }

        throw new KeyNotFoundException(
            $"Could not find a base type serializer for {type}, a base of {typeof(T)}. Mark {type} with [GenerateSerializer] and its members with [Id], or write a [RegisterConverter] class for it that implements IConverter and IPopulator.");
    }

    /// <summary>Writes the section with its end.</summary>
    public abstract void Write(WireWriter writer, T value);

    /// <summary>Reads up to and over the end of the section. True if the object ends there.</summary>
    public abstract bool Read(WireReader reader, T value);

    public abstract void Copy(T input, T output, CopyContext context);
}

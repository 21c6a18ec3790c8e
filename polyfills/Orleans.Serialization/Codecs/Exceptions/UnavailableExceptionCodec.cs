using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Exceptions;

/// <summary>Reads exceptions whose type is not available here.</summary>
internal sealed class UnavailableExceptionCodec(CodecProvider provider) : BodyCodec<UnavailableExceptionFallbackException>(WireType.TagDelimited)
{
    private static readonly FrameworkException Framework = FrameworkException.Of(typeof(Exception));

    private readonly ExceptionStateIO _stateIO = new(provider);

    public override void WriteBody(WireWriter writer, UnavailableExceptionFallbackException value)
    {
        var state = Framework.Take(value);
        state.Properties.AddRange(value.Properties!);
        state.Properties.Add(new(nameof(value.ExceptionType), value.ExceptionType));
        _stateIO.Write(writer, state);
        writer.WriteEndObject();
    }

    public override UnavailableExceptionFallbackException ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        var value = new UnavailableExceptionFallbackException();
        var reading = reader.Session.Reading;
        reading.Record(id, value);
        if (field.TypeIndex != 0)
        {
            value.ExceptionType = provider.TypeNames.DisplayName(reading.TypeAt(field.TypeIndex - 1).Name!);
        }

        var state = _stateIO.Read(reader, out var isEndOfObject);
        Framework.Give(state, value);
        foreach (var (name, property) in state.Properties)
        {
            if (name == nameof(value.ExceptionType) && property is string original)
            {
                value.ExceptionType = original;
            }
            else
            {
                value.Properties[name] = property;
            }
        }

        if (!isEndOfObject)
        {
            reader.SkipFields();
        }

        return value;
    }
}

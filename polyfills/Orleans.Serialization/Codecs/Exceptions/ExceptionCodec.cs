using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Exceptions;

/// <summary>
/// Exceptions: a section with the state of the nearest framework type, then, for a user type, its members. For a
/// framework type itself there is no model.
/// </summary>
internal sealed class ExceptionCodec<T>(CodecProvider provider, Type frameworkType, TypeModel? model) : BodyCodec<T>(WireType.TagDelimited)
    where T : Exception
{
    private readonly FrameworkException _framework = FrameworkException.Of(frameworkType);
    private readonly MembersWriter<T>? _write = model is null ? null : WriterEmitter.Get<T>(model);
    private readonly MembersReader<T>? _read = model is null ? null : ReaderEmitter.Get<T>(model);
    private readonly Func<T> _create = model is null ? Uninitialized : Instantiator.For<T>(provider);
    private ExceptionStateIO? _stateIO;
    private FieldCodec[]? _codecs;

    private ExceptionStateIO StateIO => _stateIO ??= new ExceptionStateIO(provider);

    private FieldCodec[] Codecs => _codecs ??= [.. model!.Members.Select(member => provider.GetFieldCodec(member.Type))];

    public override void WriteBody(WireWriter writer, T value)
    {
        StateIO.Write(writer, _framework.Take(value));
        if (_write is not null)
        {
            writer.WriteEndBase();
            _write(Codecs, writer, ref value);
        }

        writer.WriteEndObject();
    }

    public override T ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        var value = _create();
        reader.Session.Reading.Record(id, value);
        _framework.Give(StateIO.Read(reader, out var isEndOfObject), value);
        if (isEndOfObject)
        {
            return value;
        }

        if (_read is null)
        {
            reader.SkipFields();
        }
        else
        {
            _read(Codecs, reader, ref value);
        }

        return value;
    }

    private static T Uninitialized() => Unsafe.As<T>(RuntimeHelpers.GetUninitializedObject(typeof(T)));
}

using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Codecs.Exceptions;

/// <summary>The first section of every exception. Values that nothing can serialize are left out: losing them is better than losing the exception.</summary>
internal sealed class ExceptionStateIO(CodecProvider provider)
{
    private const uint MessageField = 0;
    private const uint StackTraceField = 1;
    private const uint InnerExceptionField = 2;
    private const uint HResultField = 3;
    private const uint SourceField = 4;
    private const uint HelpLinkField = 5;
    private const uint DataField = 6;
    private const uint PropertyField = 7;

    private readonly FieldCodec<string?> _text = provider.GetFieldCodec<string?>();
    private readonly FieldCodec<Exception?> _exception = provider.GetFieldCodec<Exception?>();
    private readonly FieldCodec<int> _number = provider.GetFieldCodec<int>();
    private readonly FieldCodec<object?> _object = provider.GetFieldCodec<object?>();

    public void Write(WireWriter writer, ExceptionState state)
    {
        Nesting.Check();
        _text.Write(writer, MessageField, state.Message);
        _text.Write(writer, StackTraceField - MessageField, state.StackTrace);
        _exception.Write(writer, InnerExceptionField - StackTraceField, state.InnerException);
        _number.Write(writer, HResultField - InnerExceptionField, state.HResult);
        _text.Write(writer, SourceField - HResultField, state.Source);
        _text.Write(writer, HelpLinkField - SourceField, state.HelpLink);
        var last = HelpLinkField;
        foreach (var (key, value) in state.Data)
        {
            if (IsSerializable(key) && IsSerializable(value))
            {
                _object.Write(writer, DataField - last, key);
                _object.Write(writer, 0, value);
                last = DataField;
            }
        }

        foreach (var (name, value) in state.Properties)
        {
            _text.Write(writer, PropertyField - last, name);
            _object.Write(writer, 0, IsSerializable(value) ? value : null);
            last = PropertyField;
        }
    }

    /// <summary>Reads up to and over the end of the section.</summary>
    public ExceptionState Read(WireReader reader, out bool isEndOfObject)
    {
        Nesting.Check();
        var state = new ExceptionState();
        uint id = 0;
        while (true)
        {
            reader.ReadHeader(out var field);
            if (field.IsEndBaseOrEndObject)
            {
                isEndOfObject = field.IsEndObject;
                return state;
            }

            id += field.FieldIdDelta;
            switch (id)
            {
                case MessageField:
                    state.Message = _text.Read(reader, field);
                    break;
                case StackTraceField:
                    state.StackTrace = _text.Read(reader, field);
                    break;
                case InnerExceptionField:
                    state.InnerException = _exception.Read(reader, field);
                    break;
                case HResultField:
                    state.HResult = _number.Read(reader, field);
                    break;
                case SourceField:
                    state.Source = _text.Read(reader, field);
                    break;
                case HelpLinkField:
                    state.HelpLink = _text.Read(reader, field);
                    break;
                case DataField:
                    var key = _object.Read(reader, field);
                    state.Data.Add(new(key!, _object.ReadNext(reader)));
                    break;
                case PropertyField:
                    var name = _text.Read(reader, field);
                    state.Properties.Add(new(name!, _object.ReadNext(reader)));
                    break;
                default:
                    reader.Skip(field);
                    break;
            }
        }
    }

    private bool IsSerializable(object? value) => value is null || provider.CanSerialize(value.GetType());
}

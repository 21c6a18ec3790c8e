using System.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;

namespace Orleans.Runtime;

/// <summary>
/// Bodies of messages that leave the process. A request: method id, the type arguments of a generic method, then the
/// arguments as their declared types. A response: one byte that says what it is, then the result or the exception.
/// </summary>
internal sealed class MessageBodyCodec(SerializerSessionPool sessions, GrainTypeMap types)
{
    private const byte NoResult = 0;
    private const byte Result = 1;
    private const byte Failure = 2;

    // One per thread, cleared between uses; whoever uses it takes it away meanwhile.
    [ThreadStatic]
    private static object?[]? _idleArguments;

    private readonly PayloadSerializer _payloads = new(sessions);

    public void WriteRequest(IBufferWriter<byte> output, RequestBase request)
    {
        var shape = request.Shape ?? throw new InvalidOperationException($"{request} cannot leave its silo.");
        BitConverter.TryWriteBytes(output.GetSpan(sizeof(uint)), shape.Id);
        output.Advance(sizeof(uint));
        if (shape.TypeArguments.Length > 0)
        {
            WriteTypes(output, shape.TypeArguments);
        }

        var parameters = shape.SentTypes;
        if (parameters.Length == 0)
        {
            return;
        }

        var arguments = TakeArguments(parameters.Length);
        for (int i = 0, sent = 0; i < shape.Parameters.Length; i++)
        {
            if (i != shape.CancellationIndex)
            {
                arguments[sent++] = request.GetArgument(i);
            }
        }

        _payloads.Write(output, parameters, arguments);
        ReturnArguments(arguments, parameters.Length);
    }

    public RequestBase ReadRequest(GrainInterfaceType interfaceType, ReadOnlyMemory<byte> body)
    {
        var contract = types.FindInterface(interfaceType) ?? throw new ArgumentException($"Interface {interfaceType} is not known here.");
        var id = BitConverter.ToUInt32(body.Span);
        var shape = InterfaceShape.Of(contract).Find(id) ?? throw new ArgumentException($"Interface {interfaceType} has no method {id:X8} here.");
        body = body[sizeof(uint)..];
        if (shape.IsGenericDefinition)
        {
            shape = shape.Close(ReadTypes(ref body, shape.Method.GetGenericArguments().Length));
        }

        var request = shape.CreateRequest();
        var parameters = shape.SentTypes;
        if (parameters.Length == 0)
        {
            return request;
        }

        var arguments = TakeArguments(parameters.Length);
        _payloads.Read(body, parameters, arguments);
        for (int i = 0, read = 0; i < shape.Parameters.Length; i++)
        {
            if (i != shape.CancellationIndex)
            {
                request.SetArgument(i, arguments[read++]!);
            }
        }

        ReturnArguments(arguments, parameters.Length);
        return request;
    }

    public void WriteResponse(IBufferWriter<byte> output, Response response, Type? resultType)
    {
        if (response.Exception is { } exception)
        {
            WriteKind(output, Failure);
            _payloads.Write(output, exception);
        }
        else if (resultType is null)
        {
            WriteKind(output, NoResult);
        }
        else
        {
            WriteKind(output, Result);
            _payloads.Write(output, [resultType], [response.Result]);
        }
    }

    /// <summary>Null when the response is not a failure.</summary>
    public Exception? ReadException(ReadOnlyMemory<byte> body) => body.Span[0] == Failure ? _payloads.Read<Exception>(body[1..]) : null;

    public T ReadResult<T>(ReadOnlyMemory<byte> body) => body.Span[0] == Result ? _payloads.Read<T>(body[1..]) : default!;

    public void WriteRequestContext(IBufferWriter<byte> output, Dictionary<string, object> context) => _payloads.Write(output, context);

    public Dictionary<string, object> ReadRequestContext(ReadOnlyMemory<byte> body) => _payloads.Read<Dictionary<string, object>>(body);

    // With their length in front: what follows can be read only when they are known.
    private void WriteTypes(IBufferWriter<byte> output, Type[] types)
    {
        var names = new ArrayBufferWriter<byte>();
        _payloads.Write(names, types);
        BitConverter.TryWriteBytes(output.GetSpan(sizeof(int)), names.WrittenCount);
        output.Advance(sizeof(int));
        output.Write(names.WrittenSpan);
    }

    private Type[] ReadTypes(ref ReadOnlyMemory<byte> body, int count)
    {
        var length = BitConverter.ToInt32(body.Span);
        var types = _payloads.Read<Type[]>(body.Slice(sizeof(int), length));
        body = body[(sizeof(int) + length)..];
        return types.Length == count ? types : throw new ArgumentException($"{types.Length} type arguments came for a method that has {count}.");
    }

    private static void WriteKind(IBufferWriter<byte> output, byte kind)
    {
        output.GetSpan(1)[0] = kind;
        output.Advance(1);
    }

    private static object?[] TakeArguments(int count)
    {
        var arguments = _idleArguments;
        _idleArguments = null;
        return arguments is not null && arguments.Length >= count ? arguments : new object?[Math.Max(count, 8)];
    }

    private static void ReturnArguments(object?[] arguments, int count)
    {
        Array.Clear(arguments, 0, count);
        _idleArguments = arguments;
    }
}

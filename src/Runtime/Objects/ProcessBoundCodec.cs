using System.Buffers;
using Orleans.Ray.Actors;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Ray.Objects;

/// <summary>
/// Handles and queues in grain calls. Within a silo they are copied and never come here; a message to another process is refused, with what to do instead.
/// </summary>
[RegisterSerializer]
internal sealed class ProcessBoundCodec : IGeneralizedCodec
{
    public bool IsSupportedType(Type type) => typeof(IForkable).IsAssignableFrom(type);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is not null)
        {
            throw new RaySerializationException(
                $"{value} cannot leave its process yet: an actor can be handed to grains of the silo whose node it is on, from there and from that silo's own services, but not through a cluster client, to another silo, or in bytes. Make the call inside the silo, or name the actor and find it with Ray.GetActorAsync.");
        }

        writer.WriteFieldHeaderExpected(fieldIdDelta, WireType.Reference);
        writer.WriteVarUInt32(0);
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        field.WireType == WireType.Reference && reader.ReadVarUInt32() == 0
            ? null
            : throw new RaySerializationException("The message holds a handle of an actor of another process, which cannot be read yet.");
}

using System.Buffers;

namespace Apache.Arrow.Memory;

internal sealed class EmptyMemoryOwner : IMemoryOwner<byte>
{
    public static readonly EmptyMemoryOwner Instance = new();

    public Memory<byte> Memory => default;

    public void Dispose()
    {
    }
}

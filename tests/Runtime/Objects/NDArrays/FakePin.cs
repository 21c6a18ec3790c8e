using System.Runtime.InteropServices;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Objects.NDArrays;

/// <summary>Memory outside the collector's, as a pin of the store has it; says whether it was given back.</summary>
internal sealed unsafe class FakePin : IDisposable
{
    private readonly byte* _memory;
    private readonly long _length;

    private FakePin(byte* memory, long length)
    {
        _memory = memory;
        _length = length;
    }

    ~FakePin() => Dispose();

    public bool IsReleased { get; private set; }

    public static NDArray<T> Array<T>(ReadOnlySpan<T> elements, out FakePin pin, params int[] shape)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(elements);
        pin = new FakePin((byte*)NativeMemory.Alloc((nuint)bytes.Length + 64), bytes.Length + 64);
        bytes.CopyTo(new Span<byte>(pin._memory + 64, bytes.Length));
        return new NDArray<T>(new PinHold(pin, pin._memory, pin._length), 64, shape);
    }

    public void Dispose()
    {
        if (!IsReleased)
        {
            IsReleased = true;
            NativeMemory.Free(_memory);
            GC.SuppressFinalize(this);
        }
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// A frame to be sent: its prefix, headers and body, written in that order into one pooled array.
/// </summary>
/// <remarks>
/// It belongs to whoever rented it, who disposes of it, until a connection has accepted it; from then on to the connection.
/// One idle frame per thread is kept with its array, so that a frame of ordinary size allocates nothing.
/// </remarks>
internal sealed class Frame : IBufferWriter<byte>, IDisposable
{
    private const int OrdinaryCapacity = 16 * 1024;

    private static readonly FrameLimits Unlimited = new(int.MaxValue, int.MaxValue);

    [ThreadStatic]
    private static Frame? _idle;

    private byte[] _array = [];
    private FrameLimits _limits = null!;
    private int _length;
    private int _bodyStart;
    private bool _isFree;

    private Frame()
    {
    }

    public int Length => _length;

    /// <summary>The whole frame as it goes over the wire, valid while the frame is the caller's.</summary>
    public ReadOnlyMemory<byte> Memory
    {
        get
        {
            AssertInUse();
            return _array.AsMemory(0, _length);
        }
    }

    public static Frame Rent(FrameLimits limits)
    {
        var frame = _idle ?? new Frame();
        _idle = null;
        frame._isFree = false;
        if (frame._array.Length == 0)
        {
            frame._array = ArrayPool<byte>.Shared.Rent(OrdinaryCapacity);
        }

        frame._limits = limits;
        frame._length = FrameLimits.PrefixSize;
        frame._bodyStart = 0;
        return frame;
    }

    /// <summary>A frame that was complete before.</summary>
    public static Frame Copy(ReadOnlySpan<byte> wire)
    {
        var frame = Rent(Unlimited);
        frame._length = 0;
        frame.Write(wire);
        return frame;
    }

    /// <summary>What follows is the body.</summary>
    public void EndHeaders()
    {
        AssertInUse();
        CheckLimits();
        _bodyStart = _length;
        BinaryPrimitives.WriteInt32LittleEndian(_array, _length - FrameLimits.PrefixSize);
    }

    /// <exception cref="OrleansException">The body is too large.</exception>
    public void EndBody()
    {
        AssertInUse();
        CheckLimits();
        BinaryPrimitives.WriteInt32LittleEndian(_array.AsSpan(sizeof(int)), _length - _bodyStart);
    }

    public void Advance(int count)
    {
        AssertInUse();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _length);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _array.AsSpan(_length);
    }

    /// <summary>Hands the array over to the caller, who returns it to the shared pool, and disposes of the frame.</summary>
    public byte[] TakeArray()
    {
        AssertInUse();
        var array = _array;
        _array = [];
        _isFree = true;
        _idle ??= this;
        return array;
    }

    public void Dispose()
    {
        AssertInUse();
        _isFree = true;
        Poison();
        if (_array.Length > 2 * OrdinaryCapacity || _idle is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
            _array = [];
        }

        _idle ??= this;
    }

    private void Ensure(int sizeHint)
    {
        AssertInUse();
        sizeHint = Math.Max(sizeHint, 1);
        if (_array.Length - _length >= sizeHint)
        {
            return;
        }

        // What is too large already need not grow any more.
        CheckLimits();
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(Math.Min(2L * _length, Array.MaxLength), Math.Max(OrdinaryCapacity, checked(_length + sizeHint))));
        _array.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }

    private void CheckLimits()
    {
        var (part, size, limit, option) = _bodyStart == 0
            ? ("headers", _length - FrameLimits.PrefixSize, _limits.MaxHeaders, nameof(MessagingOptions.MaxMessageHeaderSize))
            : ("body", _length - _bodyStart, _limits.MaxBody, nameof(MessagingOptions.MaxMessageBodySize));
        if (size > limit)
        {
            throw new OrleansException($"The {part} of this message would take {size} bytes or more; {option} allows {limit}.");
        }
    }

    [Conditional("DEBUG")]
    private void AssertInUse() => ObjectDisposedException.ThrowIf(_isFree, this);

    [Conditional("DEBUG")]
    private void Poison() => Array.Fill(_array, (byte)0xDD);
}

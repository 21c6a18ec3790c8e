namespace Orleans.Ray.Objects;

/// <summary>
/// Memory of the object store that several views share, pinned until the last of them has given back its hold.
/// </summary>
/// <remarks>
/// Starts with one hold. <see cref="TryAdd"/> succeeds only while there is one, so memory that was given back is never reached again; whoever
/// reads adds a hold of its own for as long as it looks, so a view that another thread disposes meanwhile harms nobody. A view that is forgotten
/// instead of disposed leaves its hold behind: then nothing refers to the pin any more, and its finalizer releases it.
/// </remarks>
internal sealed unsafe class PinHold
{
    private readonly IDisposable _pin;
    private int _holds = 1;

    /// <param name="pin">Keeps the memory where it is until it is disposed.</param>
    /// <param name="pointer">Where the memory starts.</param>
    /// <param name="length">Its size in bytes.</param>
    public PinHold(IDisposable pin, byte* pointer, long length)
    {
        _pin = pin;
        Pointer = pointer;
        Length = length;
    }

    /// <summary>Valid only while the caller has a hold.</summary>
    public byte* Pointer { get; }

    public long Length { get; }

    public bool TryAdd()
    {
        var holds = Volatile.Read(ref _holds);
        while (holds > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holds, holds + 1, holds);
            if (seen == holds)
            {
                return true;
            }

            holds = seen;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            _pin.Dispose();
        }
    }
}

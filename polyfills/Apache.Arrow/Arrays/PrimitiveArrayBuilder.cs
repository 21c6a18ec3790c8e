using System.Runtime.CompilerServices;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public abstract class PrimitiveArrayBuilder<T, TArray, TBuilder> : IArrowArrayBuilder<T, TArray, TBuilder>
    where T : struct
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    public PrimitiveArrayBuilder()
    {
        ValueBuffer = new ArrowBuffer.Builder<T>();
        ValidityBuffer = new ArrowBuffer.BitmapBuilder();
    }

    public int Length => ValueBuffer.Length;

    protected TBuilder Instance => Unsafe.As<TBuilder>(this);

    protected ArrowBuffer.Builder<T> ValueBuffer { get; }

    protected ArrowBuffer.BitmapBuilder ValidityBuffer { get; }

    protected int NullCount => ValidityBuffer.UnsetBitCount;

    public TBuilder Resize(int length)
    {
        ValueBuffer.Resize(length);
        ValidityBuffer.Resize(length);
        return Instance;
    }

    public TBuilder Reserve(int capacity)
    {
        ValueBuffer.Reserve(capacity);
        ValidityBuffer.Reserve(capacity);
        return Instance;
    }

    public TBuilder Append(T value)
    {
        ValueBuffer.Append(value);
        ValidityBuffer.Append(true);
        return Instance;
    }

    public TBuilder Append(T? value) => value is { } present ? Append(present) : AppendNull();

    public TBuilder Append(ReadOnlySpan<T> span)
    {
        ValueBuffer.Append(span);
        ValidityBuffer.AppendRange(true, span.Length);
        return Instance;
    }

    public TBuilder AppendRange(IEnumerable<T> values)
    {
        var before = ValueBuffer.Length;
        ValueBuffer.AppendRange(values);
        ValidityBuffer.AppendRange(true, ValueBuffer.Length - before);
        return Instance;
    }

    public TBuilder AppendNull()
    {
        ValueBuffer.Append(default(T));
        ValidityBuffer.Append(false);
        return Instance;
    }

    public TBuilder Clear()
    {
        ValueBuffer.Clear();
        ValidityBuffer.Clear();
        return Instance;
    }

    public TBuilder Set(int index, T value)
    {
        ValidityBuffer.Set(index);
        ValueBuffer.Span[index] = value;
        return Instance;
    }

    public TBuilder Swap(int i, int j)
    {
        ValidityBuffer.Swap(i, j);
        var values = ValueBuffer.Span;
        (values[i], values[j]) = (values[j], values[i]);
        return Instance;
    }

    public TArray Build(MemoryAllocator allocator = null)
        => Build(ValueBuffer.Build(allocator), NullCount == 0 ? ArrowBuffer.Empty : ValidityBuffer.Build(allocator), Length, NullCount, 0);

    protected abstract TArray Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset);
}

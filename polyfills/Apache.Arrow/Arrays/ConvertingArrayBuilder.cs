using System.Runtime.CompilerServices;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public abstract class PrimitiveArrayBuilder<TFrom, TTo, TArray, TBuilder> : IArrowArrayBuilder<TFrom, TArray, TBuilder>
    where TTo : struct
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    public PrimitiveArrayBuilder(IArrowArrayBuilder<TTo, TArray, IArrowArrayBuilder<TArray>> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArrayBuilder = builder;
    }

    public int Length => ArrayBuilder.Length;

    protected TBuilder Instance => Unsafe.As<TBuilder>(this);

    protected IArrowArrayBuilder<TTo, TArray, IArrowArrayBuilder<TArray>> ArrayBuilder { get; }

    public TArray Build(MemoryAllocator allocator = null) => ArrayBuilder.Build(allocator);

    public TBuilder Append(TFrom value)
    {
        ArrayBuilder.Append(ConvertTo(value));
        return Instance;
    }

    public TBuilder Append(ReadOnlySpan<TFrom> span)
    {
        ArrayBuilder.Reserve(span.Length);
        foreach (var value in span)
        {
            Append(value);
        }

        return Instance;
    }

    public TBuilder AppendRange(IEnumerable<TFrom> values)
    {
        ArrayBuilder.AppendRange(values.Select(ConvertTo));
        return Instance;
    }

    public TBuilder AppendNull()
    {
        ArrayBuilder.AppendNull();
        return Instance;
    }

    public TBuilder Reserve(int capacity)
    {
        ArrayBuilder.Reserve(capacity);
        return Instance;
    }

    public TBuilder Resize(int length)
    {
        ArrayBuilder.Resize(length);
        return Instance;
    }

    public TBuilder Swap(int i, int j)
    {
        ArrayBuilder.Swap(i, j);
        return Instance;
    }

    public TBuilder Set(int index, TFrom value)
    {
        ArrayBuilder.Set(index, ConvertTo(value));
        return Instance;
    }

    public TBuilder Clear()
    {
        ArrayBuilder.Clear();
        return Instance;
    }

    protected abstract TTo ConvertTo(TFrom value);
}

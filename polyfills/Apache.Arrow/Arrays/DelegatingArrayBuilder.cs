using System.Runtime.CompilerServices;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public abstract class DelegatingArrayBuilder<T, TArray, TBuilder> : IArrowArrayBuilder<TArray, TBuilder>
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    protected DelegatingArrayBuilder(IArrowArrayBuilder<T, TArray, IArrowArrayBuilder<TArray>> innerBuilder)
    {
        ArgumentNullException.ThrowIfNull(innerBuilder);
        InnerBuilder = innerBuilder;
    }

    public int Length => InnerBuilder.Length;

    protected IArrowArrayBuilder<T, TArray, IArrowArrayBuilder<TArray>> InnerBuilder { get; }

    private protected TBuilder Self => Unsafe.As<TBuilder>(this);

    public TArray Build(MemoryAllocator allocator = null) => InnerBuilder.Build(allocator);

    public TBuilder Reserve(int additionalCapacity)
    {
        InnerBuilder.Reserve(additionalCapacity);
        return Self;
    }

    public TBuilder Resize(int capacity)
    {
        InnerBuilder.Resize(capacity);
        return Self;
    }

    public TBuilder Clear()
    {
        InnerBuilder.Clear();
        return Self;
    }

    public abstract TBuilder AppendNull();
}

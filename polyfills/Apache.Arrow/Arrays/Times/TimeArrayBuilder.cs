namespace Apache.Arrow;

public abstract class TimeArrayBuilder<TUnderlying, TArray, TBuilder> : DelegatingArrayBuilder<TUnderlying, TArray, TBuilder>, IArrowArrayBuilder<TimeOnly, TArray, TBuilder>
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    protected TimeArrayBuilder(IArrowArrayBuilder<TUnderlying, TArray, IArrowArrayBuilder<TArray>> innerBuilder)
        : base(innerBuilder)
    {
    }

    public TBuilder Append(TimeOnly value) => Append(Convert(value));

    public TBuilder Append(TUnderlying value)
    {
        InnerBuilder.Append(value);
        return Self;
    }

    public TBuilder Append(ReadOnlySpan<TimeOnly> span)
    {
        foreach (var value in span)
        {
            Append(value);
        }

        return Self;
    }

    public TBuilder Append(ReadOnlySpan<TUnderlying> values)
    {
        InnerBuilder.Append(values);
        return Self;
    }

    public override TBuilder AppendNull()
    {
        InnerBuilder.AppendNull();
        return Self;
    }

    public TBuilder AppendRange(IEnumerable<TimeOnly> values) => AppendRange(values.Select(Convert));

    public TBuilder AppendRange(IEnumerable<TUnderlying> values)
    {
        InnerBuilder.AppendRange(values);
        return Self;
    }

    public TBuilder Set(int index, TimeOnly value) => Set(index, Convert(value));

    public TBuilder Set(int index, TUnderlying value)
    {
        InnerBuilder.Set(index, value);
        return Self;
    }

    public TBuilder Swap(int i, int j)
    {
        InnerBuilder.Swap(i, j);
        return Self;
    }

    protected abstract TUnderlying Convert(TimeOnly time);
}

namespace Apache.Arrow;

public abstract class DateArrayBuilder<TUnderlying, TArray, TBuilder> : DelegatingArrayBuilder<TUnderlying, TArray, TBuilder>,
    IArrowArrayBuilder<DateTime, TArray, TBuilder>, IArrowArrayBuilder<DateTimeOffset, TArray, TBuilder>, IArrowArrayBuilder<DateOnly, TArray, TBuilder>
    where TArray : IArrowArray
    where TBuilder : class, IArrowArrayBuilder<TArray>
{
    protected static readonly long _epochDayNumber = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    protected DateArrayBuilder(IArrowArrayBuilder<TUnderlying, TArray, IArrowArrayBuilder<TArray>> innerBuilder)
        : base(innerBuilder)
    {
    }

    public TBuilder Append(DateTime value) => AppendRaw(Convert(value));

    public TBuilder Append(DateTimeOffset value) => AppendRaw(Convert(value));

    public TBuilder Append(DateOnly value) => AppendRaw(Convert(value));

    public TBuilder Append(ReadOnlySpan<DateTime> span)
    {
        foreach (var value in span)
        {
            Append(value);
        }

        return Self;
    }

    public TBuilder Append(ReadOnlySpan<DateTimeOffset> span)
    {
        foreach (var value in span)
        {
            Append(value);
        }

        return Self;
    }

    public TBuilder Append(ReadOnlySpan<DateOnly> span)
    {
        foreach (var value in span)
        {
            Append(value);
        }

        return Self;
    }

    public override TBuilder AppendNull()
    {
        InnerBuilder.AppendNull();
        return Self;
    }

    public TBuilder AppendRange(IEnumerable<DateTime> values) => AppendAll(values.Select(Convert));

    public TBuilder AppendRange(IEnumerable<DateTimeOffset> values) => AppendAll(values.Select(Convert));

    public TBuilder AppendRange(IEnumerable<DateOnly> values) => AppendAll(values.Select(Convert));

    public TBuilder Set(int index, DateTime value) => SetRaw(index, Convert(value));

    public TBuilder Set(int index, DateTimeOffset value) => SetRaw(index, Convert(value));

    public TBuilder Set(int index, DateOnly value) => SetRaw(index, Convert(value));

    public TBuilder Swap(int i, int j)
    {
        InnerBuilder.Swap(i, j);
        return Self;
    }

    protected abstract TUnderlying Convert(DateTime dateTime);

    protected abstract TUnderlying Convert(DateTimeOffset dateTimeOffset);

    protected abstract TUnderlying Convert(DateOnly date);

    private TBuilder AppendRaw(TUnderlying value)
    {
        InnerBuilder.Append(value);
        return Self;
    }

    private TBuilder AppendAll(IEnumerable<TUnderlying> values)
    {
        InnerBuilder.AppendRange(values);
        return Self;
    }

    private TBuilder SetRaw(int index, TUnderlying value)
    {
        InnerBuilder.Set(index, value);
        return Self;
    }
}

namespace Orleans.Concurrency;

[GenerateSerializer, Immutable]
public readonly struct Immutable<T>
{
    [Id(0)]
    public readonly T Value;

    public Immutable(T value) => Value = value;
}

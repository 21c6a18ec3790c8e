using Orleans.Concurrency;

namespace Orleans.Conformance.Isolation;

[GenerateSerializer]
public sealed class Mutable
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public Mutable? Other { get; set; }

    public int Unmarked { get; set; }
}

[GenerateSerializer, Immutable]
public sealed class Fixed
{
    [Id(0)]
    public int Value { get; set; }
}

public interface IIsolationGrain : IGrainWithStringKey
{
    Task Keep(Mutable value);

    Task<int> KeptValue();

    Task<Mutable> Kept();

    Task<bool> SameAsKept(Mutable value);

    Task KeepImmutable([Immutable] Mutable value);

    Task<Fixed> Echo(Fixed value);

    Task<Immutable<Mutable>> EchoWrapped(Immutable<Mutable> value);

    Task<List<int>> ChangeAndReturn(List<int> values);

    Task<bool> AreSame(Mutable one, Mutable two);

    Task<object> EchoObject(object value);
}

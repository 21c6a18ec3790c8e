using Orleans.Concurrency;

namespace Orleans.Conformance.Isolation;

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

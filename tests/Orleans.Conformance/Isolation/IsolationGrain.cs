using Orleans.Concurrency;

namespace Orleans.Conformance.Isolation;

public sealed class IsolationGrain : Grain, IIsolationGrain
{
    private Mutable? _kept;

    public Task Keep(Mutable value)
    {
        _kept = value;
        return Task.CompletedTask;
    }

    public Task<int> KeptValue() => Task.FromResult(_kept!.Value);

    public Task<Mutable> Kept() => Task.FromResult(_kept!);

    public Task<bool> SameAsKept(Mutable value) => Task.FromResult(ReferenceEquals(value, _kept));

    public Task KeepImmutable(Mutable value) => Keep(value);

    public Task<Fixed> Echo(Fixed value) => Task.FromResult(value);

    public Task<Immutable<Mutable>> EchoWrapped(Immutable<Mutable> value) => Task.FromResult(value);

    public Task<List<int>> ChangeAndReturn(List<int> values)
    {
        values.Add(values.Count);
        return Task.FromResult(values);
    }

    public Task<bool> AreSame(Mutable one, Mutable two) => Task.FromResult(ReferenceEquals(one, two));

    public Task<object> EchoObject(object value) => Task.FromResult(value);
}

using System.Globalization;
using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Methods;

public sealed class MethodGrain : Grain, IMethodGrain
{
    private object? _kept;

    public Task<T> Echo<T>(T value) => Task.FromResult(value);

    public Task<string> NameOf<T>() => Task.FromResult(typeof(T).Name);

    public Task<Dictionary<TKey, List<TValue>>> Group<TKey, TValue>(TValue[] values, TKey key)
        where TKey : notnull =>
        Task.FromResult(new Dictionary<TKey, List<TValue>> { [key] = [.. values] });

    public ValueTask<T> Constrained<T>(T value, CancellationToken token)
        where T : class, IComparable<T>, new() =>
        ValueTask.FromResult(value.CompareTo(new T()) > 0 ? value : new T());

    public Task Keep<T>(T value)
    {
        _kept = value;
        return Task.CompletedTask;
    }

    public void Drop<T>(T value, string dropped) => Signals.Set(dropped, value);

    public Task<bool> IsKept<T>(T value) => Task.FromResult(ReferenceEquals(value, _kept) || Equals(value, _kept));

    public Task<string> Overloaded() => Task.FromResult("none");

    public Task<string> Overloaded(int value) => Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"int {value}"));

    public Task<string> Overloaded(string value) => Task.FromResult($"string {value}");

    public Task<string> Overloaded<T>(T value) => Task.FromResult($"{typeof(T).Name} {value}");

    public Task<string> Overloaded(List<int> values) => Task.FromResult($"list {values.Count}");

    public Task<(int Number, string Text)> Tuple((string Text, int Number) value) => Task.FromResult((value.Number, value.Text));

    public Task<int> Sum(params int[] values) => Task.FromResult(values.Sum());

    public Task<string> Optional(string text = "default", int number = 5) => Task.FromResult($"{text} {number}");

    public Task<T> Nothing<T>() => Task.FromResult(default(T)!);
}

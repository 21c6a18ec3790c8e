using Orleans.Conformance.Isolation;

namespace Orleans.Conformance.Methods;

public interface IMethodGrain : IGrainWithStringKey
{
    Task<T> Echo<T>(T value);

    Task<string> NameOf<T>();

    Task<Dictionary<TKey, List<TValue>>> Group<TKey, TValue>(TValue[] values, TKey key)
        where TKey : notnull;

    ValueTask<T> Constrained<T>(T value, CancellationToken token)
        where T : class, IComparable<T>, new();

    Task Keep<T>(T value);

    void Drop<T>(T value, string dropped);

    Task<bool> IsKept<T>(T value);

    Task<string> Overloaded();

    Task<string> Overloaded(int value);

    Task<string> Overloaded(string value);

    Task<string> Overloaded<T>(T value);

    Task<string> Overloaded(List<int> values);

    Task<(int Number, string Text)> Tuple((string Text, int Number) value);

    Task<int> Sum(params int[] values);

    Task<string> Optional(string text = "default", int number = 5);

    Task<string> WithDefault(string text) => Task.FromResult($"default of {GetType().Name}: {text}");

    Task<string> CallsOthers() => Overloaded(5);

    Task<T> Nothing<T>();

    Task<Mutable> EchoThroughGeneric(Mutable value) => Echo(value);
}

namespace Samples;

public abstract class Service<TConfig>
{
    /// <summary>Configures the service.</summary>
    /// <param name="config">How.</param>
    public virtual void Configure(TConfig config)
    {
    }

    public abstract string Describe();

    protected virtual void Hook()
    {
    }
}

[RayActor(Resources = "tpu=1", MaxConcurrency = 4)]
public partial class Cache<TKey, TValue> : Service<string?>, IAsyncDisposable, IEquatable<string>
    where TKey : notnull
{
    public Cache(IEqualityComparer<TKey>? comparer = null) => Comparer = comparer;

    internal Cache(Counter.Handle counter, Handle? parent) => Counter = counter;

    protected Cache(string name)
    {
    }

    public IEqualityComparer<TKey>? Comparer { get; }

    public Counter.Handle? Counter { get; }

    public static int Shared() => 1;

    public override string Describe() => "a cache";

    public async Task<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return default;
    }

    public Task SetAsync(TKey key, TValue value) => Task.CompletedTask;

    public ValueTask ClearAsync() => default;

    public T Read<T>(TKey key, IEnumerable<T> items)
        where T : class, new() => items.First();

    public int Call(int @params, params string[] names) => names.Length;

    public List<Handle> Peers(Counter.Handle[] counters) => [];

    public int FromReference(int actor) => actor;

    public bool Equals(string? other) => other is null;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => 1;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}

[RayActor]
public sealed partial class Counter
{
    public int Next() => 1;

    [RayTask]
    public static int Total(Handle[] counters) => counters.Length;

    [RayTask]
    internal static Handle? First(IReadOnlyList<Handle> counters) => counters.Count == 0 ? null : counters[0];
}

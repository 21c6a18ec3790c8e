using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>The lives of one <see cref="Witness"/>, found by its id.</summary>
internal sealed class Story : IDisposable
{
    private static readonly ConcurrentDictionary<string, Story> Stories = new(StringComparer.Ordinal);

    public Story() => Stories[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public ConcurrentQueue<WitnessedLife> Lives { get; } = new();

    public static Story Find(string id) => Stories[id];

    public WitnessedLife BeginLife()
    {
        var life = new WitnessedLife();
        Lives.Enqueue(life);
        return life;
    }

    public void Dispose() => Stories.TryRemove(Id, out _);
}

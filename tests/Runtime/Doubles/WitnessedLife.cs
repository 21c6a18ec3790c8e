namespace Orleans.Ray.Tests.Doubles;

/// <summary>What one life of a <see cref="Witness"/> was called with, in its order.</summary>
internal sealed class WitnessedLife
{
    private readonly Lock _lock = new();
    private readonly List<(int Caller, int Number)> _seen = [];

    public (int Caller, int Number)[] Seen
    {
        get
        {
            lock (_lock)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>Writes a call down; how often it was in this life.</summary>
    public int Add(int caller, int number)
    {
        lock (_lock)
        {
            _seen.Add((caller, number));
            return _seen.Count(other => other == (caller, number));
        }
    }
}

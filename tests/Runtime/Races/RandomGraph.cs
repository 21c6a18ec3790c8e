namespace Orleans.Ray.Tests.Races;

/// <summary>
/// Tasks, actors and streams that depend on each other, wait for each other, fail, crash, restart, run out of time, are cancelled and killed at
/// random. What each object must be is computed as it is submitted.
/// </summary>
internal sealed partial class RandomGraph(Random random)
{
    private const int Size = 80;

    private readonly List<PlannedObject> _objects = [];
    private readonly List<PlannedObject> _killable = [];

    // What is not cancelled later on.
    private readonly List<PlannedObject> _fixed = [];
    private readonly List<Task> _pending = [];
    private readonly GraphActor.Handle _actor = GraphActor.Remote.Create(new ActorOptions { MaxConcurrency = random.Next(2) == 0 ? null : 4 });
    private readonly AsyncGraphActor.Handle _mortal = AsyncGraphActor.Remote.Create();
    private readonly GroupedGraphActor.Handle _crashing = GroupedGraphActor.Remote.Create(new ActorOptions { MaxRestarts = -1 });

    /// <summary>Submits everything; the objects are still to come.</summary>
    public async Task<IEnumerable<PlannedObject>> SubmitAsync()
    {
        for (var i = 0; i < Size; i++)
        {
            await SubmitAsync(random.Next(1, 1000));
            if (random.Next(13) == 0 && _objects.Count > 0)
            {
                await CancelAsync(random.Next(_objects.Count));
            }

            if (random.Next(20) == 0)
            {
                _pending.Add(Ray.KillAsync(_crashing, noRestart: false));
            }
        }

        var killed = random.Next(3) == 0;
        if (killed)
        {
            await Ray.KillAsync(_mortal).Soon();
        }

        if (random.Next(2) == 0)
        {
            await _actor.DisposeAsync();
            await _mortal.DisposeAsync();
            await _crashing.DisposeAsync();
        }

        return _objects.Concat(_fixed).Concat(_killable.Select(call => killed ? call.MayFail<ActorDiedException>("killed") : call));
    }

    /// <summary>Waits for what goes on beside the objects: restarts, and groups that are removed after their tasks.</summary>
    public Task SettleAsync() => Task.WhenAll(_pending).Soon();

    private void Add(ObjectRef<int> reference, int? expected, string kind, params IReadOnlyList<Type> errors) =>
        _objects.Add(new PlannedObject(reference, expected, kind, errors));

    private async Task CancelAsync(int index)
    {
        var chosen = _objects[index];
        var force = !chosen.Kind.Contains("call", StringComparison.Ordinal) && random.Next(2) == 0;
        await Ray.CancelAsync(chosen.Reference, force, recursive: random.Next(2) == 0);
        _objects[index] = chosen.MayFail<RayTaskCancelledException>("cancelled");
    }
}

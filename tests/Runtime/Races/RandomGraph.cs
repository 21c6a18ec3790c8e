namespace Orleans.Ray.Tests.Races;

/// <summary>Tasks and actors that depend on each other, wait for each other, fail, are cancelled and killed at random.</summary>
internal sealed class RandomGraph(Random random)
{
    private const int Size = 60;

    private readonly List<PlannedObject> _objects = [];
    private readonly List<PlannedObject> _killable = [];
    private readonly GraphActor.Handle _actor = GraphActor.Remote.Create(new ActorOptions { MaxConcurrency = random.Next(2) == 0 ? null : 4 });
    private readonly AsyncGraphActor.Handle _mortal = AsyncGraphActor.Remote.Create();

    /// <summary>Submits everything; the objects are still to come.</summary>
    public async Task<IEnumerable<PlannedObject>> SubmitAsync()
    {
        for (var i = 0; i < Size; i++)
        {
            Submit(random.Next(1, 1000));
            if (random.Next(13) == 0)
            {
                await CancelAsync(random.Next(_objects.Count));
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
        }

        return _objects.Concat(_killable.Select(call => killed ? call.MayFail("killed") : call));
    }

    private void Submit(int value)
    {
        switch (random.Next(13))
        {
            case 0:
                Add(GraphTasks.Remote.Leaf(value), GraphTasks.IsBad(value) ? null : value, "leaf");
                break;
            case 1:
                Add(Sums.Remote.Add(GraphTasks.Remote.Leaf(1), value), value + 1, "sum");
                break;
            case 2:
                Add(GraphTasks.Remote.Block(4), GraphTasks.LeavesAtDepth4, "block");
                break;
            case 3:
                Add(GraphTasks.Remote.Branch(4), GraphTasks.LeavesAtDepth4, "branch");
                break;
            case 4:
                Add(GraphTasks.Remote.UseGpu(value), value, "GPU");
                break;
            case 5:
                Add(GraphTasks.Remote.Flicker(value), null, "flicker");
                break;
            case 6:
                Add(GraphTasks.Remote.GiveUpThenAwait(value), value, "timeout");
                break;
            case 7:
                Add(GraphTasks.Remote.WaitForTwo(value), value, "wait");
                break;
            case 8:
                Add(_actor.Put(value), value, "call");
                break;
            case 9:
                Add(_actor.Nested(value), value, "nested call");
                break;
            case 10:
                _killable.Add(new PlannedObject(_mortal.Put(value), value, "async call"));
                Add(_actor.Put(value), value, "call");
                break;
            case 11:
                Add(GraphTasks.Remote.CallActor(_actor, value), value, "call in a task");
                break;
            default:
                Add(_actor.Put(Sums.Remote.Add(value, 0)), value, "call with an argument");
                break;
        }
    }

    private void Add(ObjectRef<int> reference, int? expected, string kind) => _objects.Add(new PlannedObject(reference, expected, kind));

    private async Task CancelAsync(int index)
    {
        var chosen = _objects[index];
        var force = !chosen.Kind.Contains("call", StringComparison.Ordinal) && random.Next(2) == 0;
        await Ray.CancelAsync(chosen.Reference, force, recursive: random.Next(2) == 0);
        _objects[index] = chosen.MayFail("cancelled");
    }
}

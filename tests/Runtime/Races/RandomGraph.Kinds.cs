namespace Orleans.Ray.Tests.Races;

internal sealed partial class RandomGraph
{
    private async Task SubmitAsync(int value)
    {
        switch (random.Next(26))
        {
            case 0:
                Add(GraphTasks.Remote.Leaf(value), GraphTasks.IsBad(value) ? null : value, "leaf", typeof(InvalidOperationException));
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
                Add(GraphTasks.Remote.Flicker(value), value, "flicker", typeof(InvalidOperationException));
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
            case 12:
                Add(_actor.Put(Sums.Remote.Add(value, 0)), value, "call with an argument");
                break;
            case 13:
                await AddPartsAsync(value);
                break;
            case 14:
                Add(Flows.Remote.SumOfOwn(value % 50), Triangle(value % 50), "stream read to its end");
                break;
            case 15:
                Add(Flows.Remote.Sum(Flows.Remote.HandOn(0, value % 50)), Triangle(value % 50), "stream handed on");
                break;
            case 16:
                Add(GraphTasks.Remote.ReadSome(value % 5), Triangle(value % 5), "stream disposed early");
                break;
            case 17:
                Add(RunFunction(value), value + 1, "function");
                break;
            case 18:
                Add(Crashes.Remote.CrashBelow(value % 4), value % 4, "crash with retries");
                break;
            case 19:
                Add(Crashes.Remote.CrashBelow(10), null, "crash with too few retries", typeof(WorkerCrashedException));
                break;
            case 20:
                Add(Sums.Remote.Add(value, 2, new TaskOptions { Priority = random.Next(-3, 4) }), value + 2, "priority");
                break;
            case 21:
                await AddGroupAsync(value);
                break;
            case 22:
                Add(GraphTasks.Remote.Block(4, new TaskOptions { Timeout = TimeSpan.FromMilliseconds(random.Next(1, 10)) }), GraphTasks.LeavesAtDepth4, "short timeout", typeof(RayTaskTimeoutException));
                break;
            case 23:
                Add(GraphTasks.Remote.Branch(4, new TaskOptions { Deadline = DateTimeOffset.UtcNow.AddHours(1) }), GraphTasks.LeavesAtDepth4, "distant deadline");
                break;
            case 24:
                Add(_crashing.Put(value), value, "call to a restarted actor", typeof(ActorUnavailableException));
                Add(_crashing.PutAlone(value), value, "call that runs alone", typeof(ActorUnavailableException));
                break;
            default:
                Add(_crashing.PutInTwo(value), value, "call with retries");
                Add(_crashing.Put(value, new ActorCallOptions { ConcurrencyGroup = "two", MaxTaskRetries = -1 }), value, "call with a group and retries");
                break;
        }
    }

    private static int Triangle(int count) => count * (count - 1) / 2;

    /// <summary>One task with three objects; cancelling one cancels the task.</summary>
    private async Task AddPartsAsync(int value)
    {
        var (quotient, remainder, whole) = Several.Remote.Divide(value, 7);
        PlannedObject[] parts = [new(quotient, value / 7, "quotient"), new(remainder, value % 7, "remainder"), new(whole, value, "whole")];
        if (random.Next(6) == 0)
        {
            await Ray.CancelAsync(remainder);
            parts = [.. parts.Select(static part => part.MayFail<RayTaskCancelledException>("cancelled with its task"))];
        }

        _fixed.AddRange(parts);
    }

    /// <summary>Tasks in a group that is removed at once, so that they may fail, or after them.</summary>
    private async Task AddGroupAsync(int value)
    {
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 0.5 }, new() { ["CPU"] = 0.5, ["GPU"] = 0.5 }]);
        var first = Sums.Remote.Add(value, 3, new TaskOptions { NumCpus = 0.5, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 0) });
        var second = Sums.Remote.Add(first, 4, new TaskOptions { NumCpus = 0.5, NumGpus = 0.5, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
        PlannedObject[] inside = [new(first, value + 3, "task in a group"), new(second, value + 7, "task in any bundle of a group")];
        if (random.Next(2) == 0)
        {
            await Ray.RemovePlacementGroupAsync(group);
            inside = [.. inside.Select(static task => task.MayFail<PlacementGroupException>("group removed"))];
        }
        else
        {
            _pending.Add(RemoveAfterAsync(group, second));
        }

        _fixed.AddRange(inside);
    }

    private static async Task RemoveAfterAsync(PlacementGroup group, ObjectRef<int> last)
    {
        await Ray.WaitAsync([last], timeout: TimeSpan.FromMinutes(1));
        await Ray.RemovePlacementGroupAsync(group);
    }

    private static ObjectRef<int> RunFunction(int value)
    {
        var one = GraphTasks.Remote.Leaf(1);
        return Ray.Run(async () => value + await one);
    }
}

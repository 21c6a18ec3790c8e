using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Ray.Tests.Races;

/// <summary>Random callers, slow arguments, cancels, exceptions and crashes against what a sequential actor promises each caller.</summary>
public sealed class OrderedDeliveryTests
{
    private const int Callers = 3;
    private const string Cancelled = "a cancelled task's error";

    private static readonly Arbitrary<DeliveryStep[]> Histories = Arb.From(
        (from kind in Gen.Elements(Enum.GetValues<DeliveryKind>())
         from caller in Gen.Choose(0, Callers - 1)
         from target in Gen.Choose(0, 100)
         select new DeliveryStep(kind, caller, target)).ArrayOf(),
        static history => history.Select((_, left) => history.Where((_, index) => index != left).ToArray()));

    [Fact]
    public async Task Each_caller_s_calls_run_in_order_without_gaps_and_repeat_only_in_retries()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        Prop.ForAll(Histories, history => Task.Run(() => PlayAsync(history)).Wait(Patience.Limit * 2)).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static async Task PlayAsync(DeliveryStep[] history)
    {
        using var story = new Story();
        using var gate = new Gate();
        await using var actor = Witness.Remote.Create(story.Id, new ActorOptions { Name = story.Id, MaxRestarts = -1, MaxTaskRetries = -1 });
        var handles = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Ray.GetActorAsync<Witness.Handle>(story.Id)));
        var calls = new List<DeliveredCall>();
        var restarts = new List<Task>();
        var retried = new ActorCallOptions { RetryExceptions = true };
        foreach (var (kind, caller, target) in history)
        {
            switch (kind)
            {
                case DeliveryKind.Restart:
                    restarts.Add(Ray.KillAsync(actor, noRestart: false));
                    break;
                case DeliveryKind.Cancel when calls.Count > 0:
                    var chosen = calls[target % calls.Count];
                    chosen.WasCancelled |= await Ray.CancelAsync(chosen.Result);
                    break;
                case DeliveryKind.Cancel:
                    break;
                default:
                    var number = calls.Count(call => call.Caller == caller);
                    Arg<int> argument = kind == DeliveryKind.Slow ? Gated.Remote.Later(gate.Id, number) : number;
                    var failures = kind == DeliveryKind.Failing ? 2 : 0;
                    calls.Add(new DeliveredCall(caller, number, handles[caller].See(caller, argument, failures, retried)));
                    break;
            }
        }

        gate.Open();
        foreach (var call in calls)
        {
            await CheckResultAsync(call, story);
        }

        await Task.WhenAll(restarts).Soon();
        CheckOrder(story, calls, hadRestarts: restarts.Count > 0);
        await Task.WhenAll(handles.Select(handle => handle.DisposeAsync().AsTask()));
    }

    private static async Task CheckResultAsync(DeliveredCall call, Story story)
    {
        string came;
        try
        {
            came = $"{await call.Result.Soon()}";
        }
        catch (Exception exception)
        {
            came = exception is RayTaskCancelledException ? Cancelled : exception.ToString();
        }

        var expected = call.WasCancelled ? Cancelled : $"{call.Number}";
        Assert.True(came == expected, $"Call {call.Number} of caller {call.Caller} was to end with {expected}, not with {came}. Runs: {Tell(story, call.Caller)}.");
    }

    private static void CheckOrder(Story story, List<DeliveredCall> calls, bool hadRestarts)
    {
        foreach (var own in calls.GroupBy(call => call.Caller))
        {
            var runs = story.Lives.SelectMany(life => life.Seen).Where(seen => seen.Caller == own.Key).Select(seen => seen.Number).ToArray();
            var told = $"of caller {own.Key}: {Tell(story, own.Key)}; cancelled: {string.Join(' ', own.Where(call => call.WasCancelled).Select(call => call.Number))}";

            // A call that runs again does so before the later ones, so that numbers never fall.
            Assert.True(runs.Order().SequenceEqual(runs), $"A later call ran before an earlier one {told}.");
            Assert.All(own.Where(call => !call.WasCancelled), call => Assert.True(runs.Contains(call.Number), $"Call {call.Number} did not run {told}."));
            Assert.True(hadRestarts || runs.GroupBy(number => number).All(repeats => repeats.Count() <= 3), $"A call ran without reason {told}.");
        }
    }

    /// <summary>What each life of the actor saw of one caller.</summary>
    private static string Tell(Story story, int caller) =>
        string.Join(" | ", story.Lives.Select(life => string.Join(' ', life.Seen.Where(seen => seen.Caller == caller).Select(seen => seen.Number))));
}

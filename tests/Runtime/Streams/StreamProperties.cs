using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Ray.Tests.Streams;

/// <summary>Random histories of producing, reading, failing, cancelling and leaving, against a sequential model.</summary>
public sealed class StreamProperties
{
    private static readonly Gen<StreamStep> Step = Gen.Frequency(
        (8, Gen.Constant(StreamStep.Yield)),
        (8, Gen.Constant(StreamStep.Read)),
        (1, Gen.Constant(StreamStep.Fail)),
        (1, Gen.Constant(StreamStep.End)),
        (1, Gen.Constant(StreamStep.Cancel)),
        (1, Gen.Constant(StreamStep.Dispose)));

    private static readonly Arbitrary<(int Limit, StreamStep[] Steps)> Histories = Arb.From(
        from limit in Gen.Choose(1, 4)
        from steps in Step.ArrayOf()
        select (limit, steps));

    [Fact]
    public async Task B139_Every_history_of_a_stream_is_that_of_the_model()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        Prop.ForAll(Histories, static history => FollowAsync(history.Limit, history.Steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task B139_Whatever_races_nothing_is_lost_doubled_or_left_running()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        Prop.ForAll(Histories, static history => RaceAsync(history.Limit, history.Steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        await ray.AllResourcesReturnAsync();
    }

    /// <summary>Step by step: after each one, the stream must come to stand where the model stands.</summary>
    private static async Task FollowAsync(int limit, StreamStep[] steps)
    {
        using var script = new Script();
        var model = new StreamModel(limit);
        var stream = Begin(script, limit);
        await SettleAsync(script, stream, model);
        foreach (var step in steps)
        {
            switch (step)
            {
                case StreamStep.Read:
                    await ReadAsync(script, stream, model);
                    break;
                case StreamStep.Cancel:
                    Assert.Equal(model.Cancel(), await Ray.CancelAsync(stream));
                    break;
                case StreamStep.Dispose:
                    await stream.DisposeAsync();
                    model.Dispose();
                    break;
                default:
                    script.Give(CommandOf(step));
                    model.Command(step);
                    break;
            }

            await SettleAsync(script, stream, model);
        }

        await stream.DisposeAsync();
        await script.Left.Soon();
        Assert.InRange(script.Lead, 0, limit - 1);
    }

    private static async Task ReadAsync(Script script, ObjectRefStream<int> stream, StreamModel model)
    {
        if (model.IsDisposed && !model.IsExhausted)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.NextAsync().AsTask());
            return;
        }

        if (!model.IsReadable)
        {
            Assert.Empty((await Ray.WaitAsync([stream], timeout: TimeSpan.Zero)).Ready);
            return;
        }

        script.Reads();
        var (value, error) = model.TakeNext();
        var item = await stream.NextAsync().AsTask().Soon();
        if (error is not null)
        {
            var thrown = await Assert.ThrowsAnyAsync<Exception>(() => item!.Soon());
            Assert.Contains(error, thrown.Message, StringComparison.Ordinal);
        }
        else if (value is null)
        {
            Assert.Null(item);
        }
        else
        {
            Assert.Equal(value, await item!.Soon());
        }
    }

    private static async Task SettleAsync(Script script, ObjectRefStream<int> stream, StreamModel model)
    {
        await SpinAsync(() => stream.Completed.IsReady != model.IsRunning && (!model.IsRunning || script.Started == model.Started));
        Assert.Equal(model.IsReadable || model.IsDisposed, (await Ray.WaitAsync([stream], timeout: model.IsReadable ? Patience.Limit : TimeSpan.Zero)).Ready.Count == 1);
    }

    /// <summary>Producer and reader on their own; only what holds for every interleaving is asserted.</summary>
    private static async Task RaceAsync(int limit, StreamStep[] steps)
    {
        using var script = new Script();
        var stream = Begin(script, limit);
        var producing = Task.Run(() =>
        {
            foreach (var step in steps.Where(static step => step <= StreamStep.End))
            {
                script.Give(CommandOf(step));
            }

            script.Give(ScriptCommand.End);
        });
        var (values, error, ended) = await Task.Run(() => ConsumeAsync(script, stream, steps)).Soon();
        await producing;
        await stream.DisposeAsync();
        await SpinAsync(() => stream.Completed.IsReady);
        if (script.Started > 0)
        {
            await script.Left.Soon();
        }

        Assert.Equal(Enumerable.Range(0, values.Count), values);
        Assert.InRange(script.Lead, 0, limit - 1);
        if (error is InvalidOperationException)
        {
            Assert.Equal($"failed at {values.Count}", error.Message);
        }

        if (ended && error is null)
        {
            Assert.Equal(steps.Where(static step => step <= StreamStep.End).TakeWhile(static step => step == StreamStep.Yield).Count(), values.Count);
        }
    }

    private static async Task<(List<int> Values, Exception? Error, bool Ended)> ConsumeAsync(Script script, ObjectRefStream<int> stream, StreamStep[] steps)
    {
        var values = new List<int>();
        Exception? error = null;
        foreach (var step in steps.Where(static step => step > StreamStep.End))
        {
            if (step == StreamStep.Cancel)
            {
                await Ray.CancelAsync(stream);
                continue;
            }

            if (step == StreamStep.Dispose)
            {
                await stream.DisposeAsync();
                return (values, error, false);
            }

            script.Reads();
            if (await stream.NextAsync() is not { } item)
            {
                return (values, error, true);
            }

            try
            {
                values.Add(await item);
                Assert.Null(error);
            }
            catch (Exception exception) when (exception is InvalidOperationException or RayTaskCancelledException)
            {
                Assert.Null(error);
                error = exception;
            }
        }

        return (values, error, false);
    }

    private static ObjectRefStream<int> Begin(Script script, int limit) =>
        Scripted.Remote.Follow(script.Id, new TaskOptions { GeneratorBackpressureNumObjects = limit });

    private static ScriptCommand CommandOf(StreamStep step) => step switch
    {
        StreamStep.Yield => ScriptCommand.Yield,
        StreamStep.Fail => ScriptCommand.Fail,
        _ => ScriptCommand.End,
    };

    // A history has many steps, each of which takes microseconds: too many for a pause after each look.
    private static async Task SpinAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience.Limit, "The stream did not come to stand where the model stands.");
            await Task.Yield();
        }
    }
}

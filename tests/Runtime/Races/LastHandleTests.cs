namespace Orleans.Ray.Tests.Races;

/// <summary>An actor that nobody can call any more lives as long as calls are left, whoever looks when.</summary>
public sealed class LastHandleTests
{
    [Fact]
    public async Task A_call_that_waits_for_the_next_instance_is_run_however_many_look_whether_one_is_needed()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var chronicle = new Chronicle();
        using var gate = new Gate();
        var actor = Fragile.Remote.Create(chronicle.Id, options: new ActorOptions { NumCpus = 1, MaxRestarts = 1, MaxTaskRetries = 1 });
        await actor.Next().Soon();
        var busy = Gated.Remote.Pass(gate.Id);
        var restart = Ray.KillAsync(actor, noRestart: false);
        await gate.ArrivalsAsync(1);
        var call = actor.Next();
        var cell = actor.Reference.Cell;
        await actor.DisposeAsync();

        await Task.WhenAll(Task.Run(LookOften), Task.Run(LookOften)).Soon();
        gate.Open();

        Assert.Equal(1, await call.Soon());
        await restart.Soon();
        await busy.Soon();

        void LookOften()
        {
            for (var look = 0; look < 250_000; look++)
            {
                cell.EndIfDown();
            }
        }
    }
}

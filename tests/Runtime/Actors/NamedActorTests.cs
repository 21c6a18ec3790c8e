using Orleans.Ray.Diagnostics;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Actors;

public sealed class NamedActorTests
{
    [Fact]
    public async Task An_actor_is_found_by_its_name()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create(10, new ActorOptions { Name = "hits" });

        var same = await Ray.GetActorAsync<Counter.Handle>("hits");

        Assert.Equal(counter.Id, same.Id);
        Assert.Equal(11, await same.Increment().Soon());
        Assert.Equal(12, await counter.Increment().Soon());
        Assert.Equal(counter.Id, (await ray.GetActorAsync<Counter.Handle>("hits")).Id);
    }

    [Fact]
    public async Task A_name_nobody_has_is_an_argument_error_that_names_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var missing = await Assert.ThrowsAsync<ArgumentException>(() => Ray.GetActorAsync<Counter.Handle>("nobody"));

        Assert.Contains("nobody", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_an_actor_of_another_class_is_an_argument_error_that_names_both()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create(10, new ActorOptions { Name = "hits" });

        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => Ray.GetActorAsync<Recorder.Handle>("hits"));

        Assert.Contains("Recorder", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Counter", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(11, await counter.Increment().Soon());
    }

    [Fact]
    public async Task A_name_can_be_had_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var counter = Counter.Remote.Create(10, new ActorOptions { Name = "hits" });
        await counter.Increment().Soon();

        var taken = await Assert.ThrowsAnyAsync<Exception>(() => Counter.Remote.Create(0, new ActorOptions { Name = "hits" }).Increment().Soon());

        Assert.Contains("hits", taken.Message, StringComparison.Ordinal);
        Assert.Equal(12, await counter.Increment().Soon());
    }

    [Fact]
    public async Task B102_A_name_is_free_again_after_kill()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { Name = "hits" };
        for (var i = 0; i < 10; i++)
        {
            var counter = Counter.Remote.Create(i, options);
            Assert.Equal(i + 1, await counter.Increment().Soon());
            await Ray.KillAsync(counter).Soon();
            await Assert.ThrowsAsync<ArgumentException>(() => Ray.GetActorAsync<Counter.Handle>("hits"));
        }
    }

    [Fact]
    public async Task B102_A_name_is_free_again_when_the_last_handle_went()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new ActorOptions { Name = "hits" };
        var counter = Counter.Remote.Create(0, options);
        var second = await Ray.GetActorAsync<Counter.Handle>("hits");
        await counter.DisposeAsync();
        Assert.Equal(1, await second.Increment().Soon());

        await second.DisposeAsync();

        await WaitForCondition.HoldsAsync(async () => await IsFreeAsync("hits"));
        Assert.Equal(6, await Counter.Remote.Create(5, options).Increment().Soon());
    }

    [Fact]
    public async Task B102_A_name_is_free_again_when_the_constructor_threw()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await Assert.ThrowsAsync<ActorDiedException>(() => Stillborn.Remote.Create("x", new ActorOptions { Name = "hits" }).Ping().Soon());

        await WaitForCondition.HoldsAsync(async () => await IsFreeAsync("hits"));
        Assert.Equal(1, await Counter.Remote.Create(0, new ActorOptions { Name = "hits" }).Increment().Soon());
    }

    [Fact]
    public async Task B102_A_detached_actor_lives_on_without_a_handle_until_it_is_killed()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var counter = Counter.Remote.Create(0, new ActorOptions { Name = "hits", Lifetime = ActorLifetime.Detached });
        await counter.Increment().Soon();
        await counter.DisposeAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        var found = await Ray.GetActorAsync<Counter.Handle>("hits");

        Assert.Equal(2, await found.Increment().Soon());
        await Ray.KillAsync(found).Soon();
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.GetActorAsync<Counter.Handle>("hits"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task B103_A_blank_name_or_namespace_is_refused(string blank)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.GetActorAsync<Counter.Handle>(blank));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.GetActorAsync<Counter.Handle>(null!));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Ray.GetActorAsync<Counter.Handle>("hits", blank));
        var name = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { Name = blank }));
        Assert.Contains("Name", name.Message, StringComparison.Ordinal);
        var space = Assert.ThrowsAny<ArgumentException>(() => Counter.Remote.Create(0, new ActorOptions { Name = "hits", Namespace = blank }));
        Assert.Contains("Namespace", space.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B109_Namespaces_keep_names_apart_and_an_explicit_one_reaches_across()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.Namespace = "mine";
        });
        await using var mine = Counter.Remote.Create(0, new ActorOptions { Name = "hits" });
        await using var theirs = Counter.Remote.Create(0, new ActorOptions { Name = "hits", Namespace = "theirs" });

        Assert.Equal(mine.Id, (await Ray.GetActorAsync<Counter.Handle>("hits")).Id);
        Assert.Equal(mine.Id, (await Ray.GetActorAsync<Counter.Handle>("hits", "mine")).Id);
        Assert.Equal(theirs.Id, (await Ray.GetActorAsync<Counter.Handle>("hits", "theirs")).Id);
        Assert.Equal("mine", RayContext.Current.Namespace);
    }

    [Fact]
    public async Task B109_Two_jobs_have_the_same_name_each_in_a_namespace_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var first = Ray.CurrentScope;
        var second = new Job();
        second.Open(first.Node);
        var options = new ActorOptions { Name = "hits" };
        await using var mine = Counter.Remote.Create(0, options);
        Assert.Equal(1, await mine.Increment().Soon());

        ExecutionScope.Current = second;
        await using var theirs = Counter.Remote.Create(10, options);
        Assert.Equal(11, await theirs.Increment().Soon());
        Assert.Equal(theirs.Id, (await Ray.GetActorAsync<Counter.Handle>("hits")).Id);
        Assert.Equal(mine.Id, (await Ray.GetActorAsync<Counter.Handle>("hits", first.Job.Namespace)).Id);
        ExecutionScope.Current = first;
        second.Close();

        Assert.Equal(mine.Id, (await Ray.GetActorAsync<Counter.Handle>("hits")).Id);
    }

    [Theory]
    [InlineData(null, null, "hits", 1)]
    [InlineData("mine", null, "hits", 0)]
    [InlineData(null, "mine", "hits", 0)]
    [InlineData(null, null, null, 0)]
    public async Task B109_A_detached_actor_in_a_namespace_that_nobody_else_knows_is_warned_of(string? ofDriver, string? own, string? name, int warnings)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var log = new LogLines();
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1, Namespace = ofDriver }, TimeProvider.System, new RayLog(log));

        var detached = Counter.Remote.Create(0, new ActorOptions { Name = name, Namespace = own, Lifetime = ActorLifetime.Detached });
        await using var other = Counter.Remote.Create(0, new ActorOptions { Name = "other" });

        Assert.Equal(1, await other.Increment().Soon());
        Assert.Equal(warnings, log.Warnings.Count);
        await Ray.KillAsync(detached);
    }

    [Fact]
    public async Task B107_A_name_is_free_again_when_its_actor_was_killed_before_it_lived()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var options = new ActorOptions { Name = "hits" };
        for (var i = 0; i < 100; i++)
        {
            await Ray.KillAsync(Counter.Remote.Create(i, options)).Soon();
        }

        await using var counter = Counter.Remote.Create(5, options);
        Assert.Equal(6, await counter.Increment().Soon());
    }

    private static async Task<bool> IsFreeAsync(string name)
    {
        try
        {
            await using var found = await Ray.GetActorAsync<Counter.Handle>(name);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}

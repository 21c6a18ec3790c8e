namespace Orleans.Ray.Tests.Tasks;

/// <summary>Every kind of method runs as a task.</summary>
public sealed class MethodKindTests
{
    [Fact]
    public async Task Generic_methods_run()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(1, await MethodKinds.Remote.Generic<int>(1, new List<int>()).Soon());
        Assert.Equal("b", await MethodKinds.Remote.Generic<string>("a", Ray.Put(new List<string> { "b" })).Soon());
    }

    [Fact]
    public async Task Overloads_run_as_the_compiler_picks_them()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal("int 1", await MethodKinds.Remote.Overloaded(1).Soon());
        Assert.Equal("string 1", await MethodKinds.Remote.Overloaded("1").Soon());
        Assert.Equal("ints 1 2", await MethodKinds.Remote.Overloaded(1, 2).Soon());
        Assert.Equal("string 2", await MethodKinds.Remote.Overloaded(Ray.Put("2")).Soon());
    }

    [Fact]
    public async Task B038_Defaults_and_named_arguments_reach_the_method()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal("7 seven Sunday", await MethodKinds.Remote.Defaults().Soon());
        Assert.Equal("7 eight Sunday", await MethodKinds.Remote.Defaults(text: "eight").Soon());
        Assert.Equal("1  Sunday", await MethodKinds.Remote.Defaults(1, default(string)).Soon());
        Assert.Equal("7 seven Friday", await MethodKinds.Remote.Defaults(day: Ray.Put<DayOfWeek?>(DayOfWeek.Friday)).Soon());
    }

    [Fact]
    public async Task Null_goes_in_and_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Null(await MethodKinds.Remote.Nullable(default(int?), default(string)).Soon());
        Assert.Equal(3, await MethodKinds.Remote.Nullable(1, "ab").Soon());
    }

    [Fact]
    public async Task Params_take_items_or_an_array_or_a_reference()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(7, await MethodKinds.Remote.Params("a", 1, 2, 3).Soon());
        Assert.Equal(6, await MethodKinds.Remote.Params("a", new[] { 2, 3 }).Soon());
        Assert.Equal(5, await MethodKinds.Remote.Params("a", Ray.Put(new[] { 4 })).Soon());
    }

    [Fact]
    public async Task Methods_without_a_result_complete()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 3);
        using var gate = new Gate();
        ObjectRef[] running = [MethodKinds.Remote.Void(gate.Id), MethodKinds.Remote.Task(gate.Id), MethodKinds.Remote.ValueTask(gate.Id)];
        await gate.ArrivalsAsync(3);
        Assert.DoesNotContain(running, static reference => reference.IsReady);

        gate.Open();

        foreach (var reference in running)
        {
            await reference;
        }
    }

    [Fact]
    public async Task Methods_that_await_complete_with_their_value()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(1, await MethodKinds.Remote.TaskOfValue(1).Soon());
        Assert.Equal(2, await MethodKinds.Remote.ValueTaskOfValue(2).Soon());
    }
}

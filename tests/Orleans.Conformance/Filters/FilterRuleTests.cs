using System.Collections.Concurrent;
using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Conformance.Filters;

public sealed class FilterRuleTests(HookedFixture fixture) : IClassFixture<HookedFixture>
{
    private readonly string _key = Names.New();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_incoming_filter_can_change_arguments_and_results(bool external)
    {
        Hooks.Incoming(_key, async context =>
        {
            Assert.Equal(2, context.Request.GetArgumentCount());
            context.Request.SetArgument(0, $"{context.Request.GetArgument(0)}!");
            await context.Invoke();
            context.Result = $"<{context.Result}>";
        });

        Assert.Equal("<a! 1>", await Grain(external).Echo("a", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_outgoing_filter_can_change_arguments_and_results(bool external)
    {
        Hooks.Outgoing(_key, async context =>
        {
            context.Request.SetArgument(1, 7);
            await context.Invoke();
            context.Result = $"<{context.Result}>";
        });

        Assert.Equal("<a 7>", await Grain(external).Echo("a", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_can_answer_with_a_response(bool external)
    {
        Hooks.Incoming(_key, context =>
        {
            context.Response = Response.FromResult("from a response");
            return Task.CompletedTask;
        });

        Assert.Equal("from a response", await Grain(external).Echo("a", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_that_does_nothing_fails_the_call(bool external)
    {
        Hooks.Incoming(_key, _ => Task.CompletedTask);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(external).Echo("a", 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_filter_can_fail_the_call(bool external)
    {
        Hooks.Incoming(_key, _ => throw new NotSupportedException("by a filter"));
        Assert.Equal("by a filter", (await Assert.ThrowsAsync<NotSupportedException>(Grain(external).Nothing)).Message);

        var other = Names.New();
        Hooks.Outgoing(other, _ => throw new ArgumentException("on the way out"));
        Assert.Equal("on the way out", (await Assert.ThrowsAsync<ArgumentException>(Grain(external, other).Nothing)).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filters_on_both_sides_see_the_grains_exception_thrown(bool external)
    {
        var seen = new ConcurrentQueue<string>();
        Hooks.Incoming(_key, async context =>
        {
            seen.Enqueue((await Assert.ThrowsAsync<InvalidOperationException>(context.Invoke)).Message);
            Assert.Null(context.Result);
            context.Result = "instead";
        });
        Assert.Equal("instead", await Grain(external).Echo("fail", 1));

        var other = Names.New();
        Hooks.Outgoing(other, async context =>
        {
            seen.Enqueue((await Assert.ThrowsAsync<InvalidOperationException>(context.Invoke)).Message);
            context.Result = "instead of that";
        });
        Assert.Equal("instead of that", await Grain(external, other).Echo("fail", 1));
        Assert.Equal(["by the grain", "by the grain"], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_incoming_filter_sees_what_is_called(bool external)
    {
        IIncomingGrainCallContext? seen = null;
        Hooks.Incoming(_key, context =>
        {
            seen = context;
            return context.Invoke();
        });
        var grain = Grain(external);

        await grain.Echo("a", 1);

        Assert.NotNull(seen);
        Assert.Equal(nameof(IHookedGrain.Echo), seen.MethodName);
        Assert.Equal(typeof(IHookedGrain).GetMethod(nameof(IHookedGrain.Echo)), seen.InterfaceMethod);
        Assert.Equal(typeof(HookedGrain).GetMethod(nameof(HookedGrain.Echo)), seen.ImplementationMethod);
        Assert.Contains(nameof(IHookedGrain), seen.InterfaceName, StringComparison.Ordinal);
        Assert.IsType<HookedGrain>(seen.Grain);
        Assert.Equal(grain.GetGrainId(), seen.TargetId);
        Assert.Equal(grain.GetGrainId(), seen.TargetContext.GrainId);
        Assert.Equal("a 1", seen.Result);
    }

    [Fact]
    public async Task Filters_know_the_grain_that_calls()
    {
        GrainId? incoming = null;
        IOutgoingGrainCallContext? outgoing = null;
        Hooks.Incoming(_key, context =>
        {
            incoming = context.SourceId;
            return context.Invoke();
        });
        Hooks.Outgoing(_key, context =>
        {
            outgoing = context;
            return context.Invoke();
        });
        var caller = Grain(external: true, Names.New());

        Assert.Equal("a 0", await caller.Call(Grain(external: true), "a"));

        Assert.Equal(caller.GetGrainId(), incoming);
        Assert.Equal(caller.GetGrainId(), outgoing?.SourceId);
        Assert.Equal(caller.GetGrainId(), outgoing?.SourceContext?.GrainId);
        Assert.Equal(Grain(external: true).GetGrainId(), outgoing?.TargetId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_filters_set_in_the_context_reaches_the_grain(bool external)
    {
        Hooks.Outgoing(_key, context =>
        {
            RequestContext.Set("outgoing", "set");
            return context.Invoke();
        });

        var grain = Grain(external);

        Assert.Equal("set", await grain.Context("outgoing"));
        Assert.NotNull(await grain.Context("filtered by"));
        Assert.Null(RequestContext.Get("filtered by"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generic_methods_pass_the_filters(bool external)
    {
        string? method = null;
        Hooks.Incoming(_key, async context =>
        {
            method = context.ImplementationMethod.Name;
            await context.Invoke();
            context.Result = (int)context.Result! + 1;
        });

        Assert.Equal(6, await Grain(external).Generic(5));
        Assert.Equal(nameof(HookedGrain.Generic), method);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Streams_pass_the_filters(bool external)
    {
        var (incoming, outgoing) = (0, 0);
        Hooks.Incoming(_key, context =>
        {
            Interlocked.Increment(ref incoming);
            return context.Invoke();
        });
        Hooks.Outgoing(_key, context =>
        {
            Interlocked.Increment(ref outgoing);
            return context.Invoke();
        });
        var elements = new List<int>();

        await foreach (var element in Grain(external).Count(250))
        {
            elements.Add(element);
        }

        Assert.Equal(Enumerable.Range(0, 250), elements);
        Assert.True(incoming > 0);
        Assert.True(outgoing > 0);
    }

    [Fact]
    public async Task A_filter_can_refuse_a_stream()
    {
        Hooks.Incoming(_key, _ => throw new NotSupportedException("no streams"));
        await using var enumerator = Grain(external: true).Count(1).GetAsyncEnumerator();

        await Assert.ThrowsAsync<NotSupportedException>(async () => await enumerator.MoveNextAsync());
    }

    [Fact]
    public async Task Timer_ticks_pass_the_incoming_filters()
    {
        var (methods, ticked) = (new ConcurrentQueue<string>(), Names.New());
        Hooks.Incoming(_key, context =>
        {
            methods.Enqueue(context.MethodName);
            return context.Invoke();
        });

        await Grain(external: true).Tick(ticked);
        await Signals.Wait(ticked);

        Assert.Equal([nameof(IHookedGrain.Tick), "InvokeCallbackAsync"], methods);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_way_calls_pass_the_filters(bool external)
    {
        var (passed, ran) = (Names.New(), Names.New());
        Hooks.Outgoing(_key, context =>
        {
            Signals.Set(passed);
            return context.Invoke();
        });

        await Grain(external).OneWay(ran);

        await Signals.Wait(ran);
        Assert.True(Signals.IsSet(passed));
    }

    private IHookedGrain Grain(bool external, string? key = null) => (external ? fixture.Client : fixture.Local).GetGrain<IHookedGrain>(key ?? _key);
}

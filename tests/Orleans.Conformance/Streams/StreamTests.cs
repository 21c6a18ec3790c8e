using Orleans.Conformance.Delivery;
using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Conformance.Streams;

public sealed class StreamTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    public static TheoryData<string> Callers => ["client", "local", "remote"];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task All_elements_come_in_their_order(string from) =>
        Assert.Equal(Enumerable.Range(0, 250), await ToList((await GrainCalledFrom(from)).Count(250)));

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task An_empty_stream_ends_at_once(string from) => Assert.Empty(await ToList((await GrainCalledFrom(from)).Count(0)));

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Nothing_begins_before_the_first_element_is_asked_for(string from)
    {
        var (grain, begun) = (await GrainCalledFrom(from), Names.New());

        await using var enumerator = grain.Announce(begun).GetAsyncEnumerator();
        await grain.Add(0);
        Assert.False(Signals.IsSet(begun));

        Assert.True(await enumerator.MoveNextAsync());
        Assert.True(Signals.IsSet(begun));
        Assert.Equal(1, enumerator.Current);
    }

    [Theory]
    [InlineData(null, 100)]
    [InlineData(7, 7)]
    [InlineData(1, 1)]
    public async Task The_grain_makes_no_more_than_a_batch_ahead(int? size, int most)
    {
        var grain = await GrainCalledFrom("client");
        var stream = size is { } chosen ? grain.Made().WithBatchSize(chosen) : grain.Made();

        await foreach (var made in stream)
        {
            if (made == 1)
            {
                Assert.InRange(await grain.MadeSoFar(), 1, most + 1);
            }

            if (made == (3 * most) + 1)
            {
                break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Calls_interleave_with_a_stream_that_waits(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (started, release) = (Names.New(), Names.New());
        await using var enumerator = grain.Wait(started, release).GetAsyncEnumerator();
        var next = enumerator.MoveNextAsync().AsTask();
        await Signals.Wait(started);

        Assert.Equal(3, await grain.Add(3).Soon());
        Assert.False(next.IsCompleted);
        Signals.Set(release);

        Assert.True(await next.Soon());
        Assert.Equal(7, enumerator.Current);
        Assert.False(await enumerator.MoveNextAsync());
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_stream_goes_on_while_a_call_runs(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (started, release) = (Names.New(), Names.New());
        var blocked = grain.Block(started, release);
        await Signals.Wait(started);

        Assert.Equal([0, 1, 2], await ToList(grain.Count(3)));

        Signals.Set(release);
        await blocked.Soon();
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Leaving_a_stream_cancels_its_token_and_runs_its_finally(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (cancelled, left) = (Names.New(), Names.New());

        await foreach (var _ in grain.CountThenWait(1, cancelled, left))
        {
            break;
        }

        await Signals.Wait(cancelled);
        Assert.True((bool)(await Signals.Wait(left))!);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_stream_that_is_read_to_its_end_runs_its_finally(string from)
    {
        var grain = await GrainCalledFrom(from);
        var left = Names.New();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in grain.CountThenWait(3, Names.New(), left).WithCancellation(cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        await Signals.Wait(left);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task The_callers_token_ends_a_wait(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (cancelled, left) = (Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();
        await using var enumerator = grain.CountThenWait(1, cancelled, left).GetAsyncEnumerator(cancellation.Token);
        Assert.True(await enumerator.MoveNextAsync());

        var next = enumerator.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        await enumerator.DisposeAsync();
        await Signals.Wait(cancelled);
        await Signals.Wait(left);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_token_among_the_arguments_ends_a_wait_too(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (cancelled, left) = (Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();
        await using var enumerator = grain.CountThenWait(1, cancelled, left, cancellation.Token).GetAsyncEnumerator();
        Assert.True(await enumerator.MoveNextAsync());

        var next = enumerator.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());
        await enumerator.DisposeAsync();
        await Signals.Wait(left);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_cancelled_token_stops_a_stream_before_it_begins(string from)
    {
        var (grain, begun) = (await GrainCalledFrom(from), Names.New());
        await using var enumerator = grain.Announce(begun).GetAsyncEnumerator(new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await enumerator.MoveNextAsync());

        await grain.Add(0);
        Assert.False(Signals.IsSet(begun));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task An_exception_comes_after_the_elements_before_it(string from)
    {
        var grain = await GrainCalledFrom(from);
        var seen = new List<int>();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var element in grain.FailAfter(5, known: false))
            {
                seen.Add(element);
            }
        });

        Assert.Equal([0, 1, 2, 3, 4], seen);
        Assert.Equal("from the stream", exception.Message);
        Assert.Equal(5, (await Assert.ThrowsAsync<DeliveryException>(() => ToList(grain.FailAfter(0, known: true)))).Code);
    }

    [Fact]
    public async Task An_exception_that_cannot_be_serialized_is_lost_on_the_way_to_a_client() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(async () => await ToList((await GrainCalledFrom("client")).Unserializable()));

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Arguments_and_elements_are_copies(string from)
    {
        var grain = await GrainCalledFrom(from);
        var item = new Item { Value = 1 };
        await using var enumerator = grain.Items(item).WithBatchSize(1).GetAsyncEnumerator();
        item.Value = 2;

        Assert.True(await enumerator.MoveNextAsync());
        Assert.Equal(1, enumerator.Current.Value);
        enumerator.Current.Value = 3;
        item.Value = 4;

        Assert.True(await enumerator.MoveNextAsync());
        Assert.Equal(1, enumerator.Current.Value);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task One_stream_can_be_read_again_and_at_once(string from)
    {
        var stream = (await GrainCalledFrom(from)).Count(20).WithBatchSize(3);

        var both = await Task.WhenAll(ToList(stream), ToList(stream));

        Assert.Equal(Enumerable.Range(0, 20), both[0]);
        Assert.Equal(Enumerable.Range(0, 20), both[1]);
        Assert.Equal(Enumerable.Range(0, 20), await ToList(stream));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Elements_can_be_of_the_callers_type(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.Equal(["a", "a"], await ToList(grain.Repeat("a", 2)));
        Assert.Equal([(1, "b")], await ToList(grain.Repeat((1, "b"), 1)));
        Assert.Equal([null, null], await ToList(grain.Repeat<Item?>(null, 2)));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task The_callers_context_reaches_the_stream(string from)
    {
        var grain = await GrainCalledFrom(from);
        RequestContext.Set("stream", "value");
        try
        {
            Assert.Equal(["value", "value"], await ToList(grain.Contexts("stream")));
        }
        finally
        {
            RequestContext.Remove("stream");
        }
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Deactivation_aborts_a_stream(string from)
    {
        var grain = await GrainCalledFrom(from);
        var left = Names.New();
        await using var enumerator = grain.CountThenWait(1, Names.New(), left).GetAsyncEnumerator();
        Assert.True(await enumerator.MoveNextAsync());
        var next = enumerator.MoveNextAsync().AsTask();

        await grain.Deactivate();

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => next.Soon());
        await Signals.Wait(left);
        Assert.Equal([0], await ToList(grain.Count(1)));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Many_streams_of_one_grain_are_read_side_by_side(string from)
    {
        var grain = await GrainCalledFrom(from);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(count => ToList(grain.Count(count * 10)))).Soon();

        Assert.Equal(Enumerable.Range(0, 20).Select(count => count * 10), all.Select(list => list.Count));
    }

    private static async Task<List<T>> ToList<T>(IAsyncEnumerable<T> stream)
    {
        var list = new List<T>();
        await foreach (var element in stream)
        {
            list.Add(element);
        }

        return list;
    }

    private async Task<IStreamGrain> GrainCalledFrom(string from)
    {
        var key = Names.New();
        await Placed.On(fixture.AddressOf(0), () => fixture.FactoryOf(0).GetGrain<IStreamGrain>(key).Add(0));
        var factory = from switch
        {
            "client" => fixture.Client,
            "local" => fixture.FactoryOf(0),
            _ => fixture.FactoryOf(1),
        };
        return factory.GetGrain<IStreamGrain>(key);
    }
}

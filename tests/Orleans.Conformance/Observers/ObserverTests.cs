using System.Runtime.CompilerServices;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Observers;

public sealed class ObserverTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_grain_on_any_silo_calls_a_clients_object_and_gets_its_result(int silo)
    {
        var note = new Note();
        var grain = await GrainWith(Reference(note), silo);

        Assert.Equal(fixture.AddressOf(silo), await grain.Where());
        Assert.Equal(14, await grain.Double(7));
        Assert.Equal(21, await grain.Triple(7));
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task A_void_method_is_one_way()
    {
        var (note, signal) = (new Note(), Names.New());
        var grain = await GrainWith(Reference(note));

        await grain.Tell(signal);

        await Signals.Wait(signal);
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task An_exception_comes_back()
    {
        var note = new Note();
        var grain = await GrainWith(Reference(note));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("from the observer"));

        Assert.Equal("from the observer", exception.Message);
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task A_call_carries_the_request_context()
    {
        var note = new Note();
        var grain = await GrainWith(Reference(note));

        RequestContext.Set("colour", "green");
        try
        {
            Assert.Equal("green", await grain.ReadContext("colour"));
        }
        finally
        {
            RequestContext.Remove("colour");
        }

        Assert.Null(await grain.ReadContext("colour"));
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task Calls_through_one_reference_run_one_at_a_time_whatever_their_attributes_say()
    {
        var note = new Note();
        var (grain, other) = (await GrainWith(Reference(note), 0), await GrainWith(Reference(note), 1));
        var (started, release) = (Names.New(), Names.New());
        var blocked = grain.Block(started, release);
        await Signals.Wait(started);

        var interleaving = grain.Interleave();

        // Another reference to the same object is not held up, and gives the call above every chance to run.
        Assert.Equal(4, await other.Double(2).Soon());
        Assert.Equal(4, await other.Double(2).Soon());
        Signals.Set(release);
        await blocked.Soon();
        await interleaving.Soon();

        Assert.Equal(["block", "unblock", "interleave"], note.Log);
    }

    [Fact]
    public async Task Each_reference_is_one_of_its_own_and_equal_to_its_copies()
    {
        var note = new Note();
        var (first, second) = (Reference(note), Reference(note));
        var (grain, other) = (await GrainWith(first, 0), await GrainWith(second, 1));

        Assert.NotEqual(first, second);
        Assert.True(await grain.KeepsTheSameAs(first));
        Assert.False(await grain.KeepsTheSameAs(second));
        Assert.Equal(first, await grain.Kept());
        Assert.Equal(first.GetGrainId(), (await grain.Kept()).GetGrainId());
        Assert.NotEqual(first.GetGrainId(), (await other.Kept()).GetGrainId());
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task A_reference_can_be_handed_on_and_called_from_there()
    {
        var note = new Note();
        var (grain, other) = (await GrainWith(Reference(note), 0), await Grain(2));

        await other.Keep(await grain.Kept());

        Assert.Equal(10, await other.Double(5));
        Assert.Equal(12, await (await other.Kept()).Double(6));
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task An_object_may_call_grains()
    {
        var note = new Note(fixture.Client);
        var grain = await GrainWith(Reference(note));

        Assert.Equal(81, await grain.AskGrain(Names.New(), 9).Soon());
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task A_deleted_reference_is_called_in_vain()
    {
        var note = new Note();
        var (deleted, kept) = (Reference(note), Reference(note));
        var (grain, other) = (await GrainWith(deleted), await GrainWith(kept));

        fixture.Client.DeleteObjectReference<INote>(deleted);

        await Assert.ThrowsAnyAsync<Exception>(() => grain.DoubleSoon(1)).Soon();
        Assert.Equal(2, await other.Double(1).Soon());
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task An_object_is_held_weakly()
    {
        var (reference, note) = ReferenceToForgotten();
        var grain = await GrainWith(reference);

        await Patience.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Task.FromResult(!note.TryGetTarget(out _));
        });

        await Assert.ThrowsAnyAsync<Exception>(() => grain.DoubleSoon(1)).Soon();
    }

    [Fact]
    public void A_client_refuses_what_cannot_be_an_observer()
    {
        var reference = Reference(new Note());

        Assert.ThrowsAny<ArgumentException>(() => fixture.Client.CreateObjectReference<INote>(null!));
        Assert.ThrowsAny<ArgumentException>(() => fixture.Client.CreateObjectReference<INote>(reference));
        Assert.ThrowsAny<ArgumentException>(() => fixture.Client.DeleteObjectReference<INote>(new Note()));
    }

    [Fact]
    public async Task A_grain_cannot_have_objects_of_its_own()
    {
        var grain = await Grain(0);

        await Assert.ThrowsAsync<InvalidOperationException>(grain.CreateReference);
    }

    [Fact]
    public async Task An_object_cannot_be_passed_in_place_of_its_reference()
    {
        var grain = await Grain(0);

        await Assert.ThrowsAsync<NotSupportedException>(() => grain.Keep(new Note()));
        await Assert.ThrowsAsync<NotSupportedException>(grain.PassRaw);
    }

    [Fact]
    public async Task Many_calls_of_one_object_all_run()
    {
        var note = new Note();
        var grains = new List<INotingGrain>();
        for (var i = 0; i < 30; i++)
        {
            grains.Add(await GrainWith(Reference(note), i % 3));
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => grains[i % grains.Count].Double(i))).Soon();

        Assert.Equal(Enumerable.Range(0, 3_000).Select(i => i * 2), results);
        GC.KeepAlive(note);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (INote Reference, WeakReference<Note> Note) ReferenceToForgotten()
    {
        var note = new Note();
        return (Reference(note), new WeakReference<Note>(note));
    }

    private INote Reference(Note note) => fixture.Client.CreateObjectReference<INote>(note);

    private async Task<INotingGrain> Grain(int silo)
    {
        var grain = fixture.Client.GetGrain<INotingGrain>(Names.New());
        await Placed.On(fixture.AddressOf(silo), grain.Where);
        return grain;
    }

    private async Task<INotingGrain> GrainWith(INote note, int silo = 0)
    {
        var grain = await Grain(silo);
        await grain.Keep(note);
        return grain;
    }
}

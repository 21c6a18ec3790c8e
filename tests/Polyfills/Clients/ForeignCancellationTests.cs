using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Chaos;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;

namespace Orleans.Polyfills.Clients;

/// <summary>A grain calls an object from two silos, as stateless workers do: the ids of the calls are each silo's own, and may be the same.</summary>
public sealed class ForeignCancellationTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    [Fact]
    public async Task A_cancellation_ends_the_call_of_its_own_silo_only()
    {
        var (pager, started) = (new Pager(), Signals.New());
        var (caller, own, other) = (GrainId.Create("caller", started), LiveSilo.NewSilo(), LiveSilo.NewSilo());
        var objects = silo.Services.GetRequiredService<LocalObjects>();
        var reference = (GrainReference)objects.Create<IPager>(pager);
        var request = RawClient.Request<IPager>(nameof(IPager.Wait), reference.GrainId, started);
        (request.SendingGrain, request.SendingSilo) = (caller, own);
        objects.Dispatch(request);
        await Signals.Wait(started);

        objects.Dispatch(CancelFrom(other));
        Assert.False(request.Request!.CalleeToken.IsCancellationRequested);

        objects.Dispatch(CancelFrom(own));
        Assert.True(request.Request.CalleeToken.IsCancellationRequested);
        await Signals.Wait($"{started} cancelled");
        GC.KeepAlive(pager);

        Message CancelFrom(SiloAddress sender) =>
            new() { Direction = MessageDirection.Cancel, Id = request.Id, TargetGrain = reference.GrainId, SendingGrain = caller, SendingSilo = sender };
    }
}

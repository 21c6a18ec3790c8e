using Orleans.Polyfills.Chaos;
using Orleans.Runtime;

namespace Orleans.Polyfills.Activations;

/// <summary>Callbacks that fail and ends that do not come: they concern their own activation, and nothing else.</summary>
public sealed class TroubleTests(ImpatientCluster cluster) : IClassFixture<ImpatientCluster>
{
    private readonly string _key = Signals.New();

    private ITroublesomeGrain Grain => cluster.Grains.GetGrain<ITroublesomeGrain>(_key);

    [Fact]
    public async Task A_timer_whose_callback_fails_on_disposal_does_not_keep_OnDeactivateAsync_from_running()
    {
        await Grain.StartTimer().Soon();

        await Grain.Leave().Soon();

        await Signals.Wait(_key);
    }

    [Fact]
    public async Task An_activation_that_takes_too_long_and_fails_on_cancellation_ends_the_call_and_not_the_process()
    {
        var grain = cluster.Grains.GetGrain<IEndlessGrain>(GrainId.Create("never-active", _key));

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Touch().Soon());
    }

    [Fact]
    public async Task An_enumerator_whose_callback_fails_is_disposed_of_all_the_same()
    {
        var disposed = Signals.New();
        await foreach (var _ in Grain.Count(disposed))
        {
            break;
        }

        await Signals.Wait(disposed);
    }

    [Fact]
    public async Task An_enumerator_that_cannot_be_disposed_of_does_not_keep_its_activation_from_ending()
    {
        var first = await Grain.Activation().Soon();
        await using var elements = Grain.Stick().GetAsyncEnumerator();
        Assert.True(await elements.MoveNextAsync().AsTask().Soon());

        await Grain.Leave().Soon();

        Assert.NotEqual(first, await Grain.Activation().Soon());
    }

    [Fact]
    public async Task An_activation_that_cannot_be_disposed_of_does_not_keep_the_collection_from_going_on()
    {
        await cluster.Grains.GetGrain<IEndlessGrain>(GrainId.Create("never-disposed", _key)).Touch().Soon();
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);

        await management.ForceActivationCollection(TimeSpan.Zero).Soon();
        await Grain.Activation().Soon();
        await management.ForceActivationCollection(TimeSpan.Zero).Soon();

        await Signals.Wait(_key);
    }

    [Fact]
    public async Task An_observer_whose_callback_fails_on_cancellation_does_not_cost_its_client_the_connection()
    {
        var observer = new TroubledObserver();
        var reference = cluster.Grains.CreateObjectReference<ITroubledObserver>(observer);
        var losses = cluster.Connections.Count;

        Assert.True(await Grain.Watch(reference, Signals.New()).Soon());
        await Grain.Activation().Soon();

        Assert.Equal(losses, cluster.Connections.Count);
        cluster.Grains.DeleteObjectReference<ITroubledObserver>(reference);
        GC.KeepAlive(observer);
    }
}

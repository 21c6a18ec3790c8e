using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Streams;

/// <summary>Changes the cluster.</summary>
public sealed class StreamFailureTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_fails_when_its_silo_goes_and_the_grain_can_be_read_anew(bool graceful)
    {
        var silo = await fixture.Cluster.StartAdditionalSiloAsync();
        var grain = fixture.FactoryOf(0).GetGrain<IStreamGrain>(Names.New());
        await Placed.On(silo.SiloAddress, () => grain.Add(0));
        await using var enumerator = grain.CountThenWait(2, Names.New(), Names.New()).GetAsyncEnumerator();
        Assert.True(await enumerator.MoveNextAsync());
        Assert.True(await enumerator.MoveNextAsync());
        var next = enumerator.MoveNextAsync().AsTask();

        var stopping = graceful ? fixture.Cluster.StopSiloAsync(silo) : fixture.Cluster.KillSiloAsync(silo);

        Assert.NotNull(await Record.ExceptionAsync(() => next.Soon()));
        await stopping.Soon();
        await Patience.Until(async () =>
        {
            var elements = new List<int>();
            var failure = await Record.ExceptionAsync(async () =>
            {
                await foreach (var element in grain.Count(3))
                {
                    elements.Add(element);
                }
            });
            return failure is null && elements.SequenceEqual([0, 1, 2]);
        });
    }
}

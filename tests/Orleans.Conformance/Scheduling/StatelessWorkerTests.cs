using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

public sealed class StatelessWorkerTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task Workers_run_in_parallel_up_to_their_limit()
    {
        var grain = fixture.FactoryOf(0).GetGrain<IWorkerGrain>(1);
        var (names, release) = (Enumerable.Range(0, 30).Select(_ => Names.New()).ToArray(), Names.New());

        var calls = names.Select(name => grain.Work(name, release)).ToArray();
        await Patience.Until(() => Task.FromResult(names.Count(Signals.IsSet) == 3));
        Signals.Set(release);

        Assert.Equal(3, (await Task.WhenAll(calls).Soon()).Distinct().Count());
    }

    [Fact]
    public async Task Unless_told_otherwise_there_are_as_many_as_processors()
    {
        var grain = fixture.FactoryOf(0).GetGrain<IUnlimitedWorkerGrain>(1);
        var (names, release) = (Enumerable.Range(0, Environment.ProcessorCount * 3).Select(_ => Names.New()).ToArray(), Names.New());
        var calls = names.Select(name => grain.Work(name, release)).ToArray();

        await Patience.Until(() => Task.FromResult(names.Count(Signals.IsSet) == Environment.ProcessorCount));
        Signals.Set(release);

        Assert.Equal(Environment.ProcessorCount, (await Task.WhenAll(calls).Soon()).Distinct().Count());
    }

    [Fact]
    public async Task Each_silo_has_workers_of_its_own()
    {
        var release = Names.New();
        Signals.Set(release);

        var first = await fixture.FactoryOf(0).GetGrain<IWorkerGrain>(2).Work(Names.New(), release);
        var second = await fixture.FactoryOf(1).GetGrain<IWorkerGrain>(2).Work(Names.New(), release);

        Assert.NotEqual(first, second);
    }
}

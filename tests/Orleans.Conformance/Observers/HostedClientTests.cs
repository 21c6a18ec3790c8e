using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Observers;

public sealed class HostedClientTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_grain_on_any_silo_calls_an_object_of_a_silos_own_code(int silo)
    {
        var note = new Note();
        var grain = await GrainWith(Reference(note), silo);

        Assert.Equal(14, await grain.Double(7));
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Fail("no"))).Message);
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task A_client_calls_it_too()
    {
        var note = new Note();
        var grain = await GrainWith(Reference(note), 2);

        Assert.Equal(22, await (await grain.Kept()).Double(11));
        GC.KeepAlive(note);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Arguments_are_copies(int silo)
    {
        var note = new Note();
        var grain = await GrainWith(Reference(note), silo);

        Assert.Equal([1, 2], await grain.Add([1, 2]));

        Assert.Equal([1, 2, 2], note.Added);
    }

    [Fact]
    public async Task A_silos_own_code_calls_grains_through_its_cluster_client()
    {
        var client = (IClusterClient)fixture.Cluster.Silos[1].ServiceProvider.GetService(typeof(IClusterClient))!;

        Assert.Equal(9, await client.GetGrain<INotingGrain>(Names.New()).Square(3));
        Assert.Same(client.ServiceProvider.GetService(typeof(ILocalSiloDetails)), fixture.Cluster.Silos[1].ServiceProvider.GetService(typeof(ILocalSiloDetails)));
    }

    [Fact]
    public async Task Its_object_may_call_grains()
    {
        var note = new Note(fixture.FactoryOf(0));
        var grain = await GrainWith(Reference(note), 0);

        Assert.Equal(16, await grain.AskGrain(Names.New(), 4).Soon());
        GC.KeepAlive(note);
    }

    [Fact]
    public async Task A_deleted_reference_is_called_in_vain()
    {
        var note = new Note();
        var reference = Reference(note);
        var grain = await GrainWith(reference, 1);

        fixture.FactoryOf(0).DeleteObjectReference<INote>(reference);

        await Assert.ThrowsAnyAsync<Exception>(() => grain.DoubleSoon(1)).Soon();
        GC.KeepAlive(note);
    }

    private INote Reference(Note note) => fixture.FactoryOf(0).CreateObjectReference<INote>(note);

    private async Task<INotingGrain> GrainWith(INote note, int silo)
    {
        var grain = fixture.Client.GetGrain<INotingGrain>(Names.New());
        await Placed.On(fixture.AddressOf(silo), grain.Where);
        await grain.Keep(note);
        return grain;
    }
}

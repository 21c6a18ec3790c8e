using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Lifetime;

public sealed class ServicesTests(ServicesFixture fixture) : IClassFixture<ServicesFixture>
{
    [Fact]
    public async Task Constructors_get_services_of_the_activations_scope() => Assert.Equal(
        ["plain", "keyed", "True", "True", "True", "x", nameof(ServicesGrain)],
        await fixture.Client.GetGrain<IServicesGrain>(Names.New()).Injected());

    [Fact]
    public async Task The_scope_ends_with_the_activation()
    {
        var disposed = new TaskCompletionSource();
        ScopedService.Disposed += _ => disposed.TrySetResult();
        var grain = fixture.Client.GetGrain<IServicesGrain>(Names.New());
        await grain.Injected();

        await fixture.Cluster.DeactivateAsync(grain);

        await disposed.Task.Soon();
    }
}

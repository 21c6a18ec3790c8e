using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Lifetime;

public sealed class ServicesFixture : SingleSiloFixture
{
    protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo)
    {
        silo.Services.AddSingleton(new SomeService("plain"));
        silo.Services.AddKeyedSingleton("key", new SomeService("keyed"));
        silo.Services.AddScoped<ScopedService>();
    }
}

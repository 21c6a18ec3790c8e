using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Hosting;

public sealed class GrainTypeTests
{
    [Fact]
    public async Task A_silo_with_two_classes_of_one_grain_type_does_not_start_and_names_both()
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        var first = GrainClass("First.AccountGrain");
        var second = GrainClass("Second.AccountGrain");
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            silo.Services.Configure<GrainTypeOptions>(types => types.Classes.UnionWith([first, second]));
        });

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            using var host = builder.Build();
            await host.StartAsync();
        });

        Assert.Contains("An entry with the key account is already present", exception.Message, StringComparison.Ordinal);
        Assert.Contains(first.FullName!, exception.Message, StringComparison.Ordinal);
        Assert.Contains(second.FullName!, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Made at run time, so that no other silo finds it among the classes of this assembly.</summary>
    private static Type GrainClass(string name)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule(name);
        return module.DefineType(name, TypeAttributes.Public, typeof(Grain), [typeof(IGrainWithIntegerKey)]).CreateType();
    }
}

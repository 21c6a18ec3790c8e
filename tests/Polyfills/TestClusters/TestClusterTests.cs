using Microsoft.Extensions.Configuration;
using Orleans.TestingHost;
using Orleans.TestingHost.Utils;

namespace Orleans.Polyfills.TestClusters;

public sealed class TestClusterTests
{
    [Fact]
    public async Task Each_silo_and_the_client_have_a_log_file_and_the_cluster_a_log()
    {
        var builder = new InProcessTestClusterBuilder(1);
        var folder = Path.Combine("logs", builder.Options.ClusterId);
        await using (var cluster = builder.Build())
        {
            await cluster.DeployAsync();
            Assert.Contains("Silo_0 has started", cluster.GetLog(), StringComparison.Ordinal);
        }

        Assert.Contains("has stopped", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder, "Silo_0-*.log"))), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Configurators_must_be_of_a_kind_that_is_called()
    {
        var builder = new TestClusterBuilder();

        Assert.Contains(nameof(ISiloConfigurator), Assert.Throws<ArgumentException>(() => builder.AddSiloBuilderConfigurator<object>()).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IClientBuilderConfigurator), Assert.Throws<ArgumentException>(() => builder.AddClientBuilderConfigurator<object>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Configuration_survives_being_text()
    {
        var options = new TestClusterOptions { ClusterId = "a", ConnectionTransport = ConnectionTransportType.TcpSocket, InitialSilosCount = 3 };
        options.SiloBuilderConfiguratorTypes.Add("one");
        options.SiloBuilderConfiguratorTypes.Add("two");
        var text = TestClusterHostFactory.SerializeConfiguration(new ConfigurationBuilder().AddInMemoryCollection(options.ToDictionary()).Build());

        var read = TestClusterHostFactory.DeserializeConfiguration(text).GetTestClusterOptions();

        Assert.Equal(options.ToDictionary(), read.ToDictionary());
    }

    [Fact]
    public async Task Waiting_ends_with_what_was_waited_for()
    {
        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => TestingUtils.WaitUntilAsync(
            (_, _) => Task.FromResult(false), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)));
        Assert.Contains("Task.FromResult(false)", timeout.Message, StringComparison.Ordinal);
        Assert.False(await TestingUtils.WaitUntilSucceededAsync(_ => Task.FromResult(false), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)));
        Assert.True(await TestingUtils.WaitUntilSucceededAsync(_ => Task.FromResult(true), TimeSpan.Zero));
    }
}

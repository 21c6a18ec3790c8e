using Orleans.Ray.Resources;

namespace Orleans.Ray.Tests.Resources;

public sealed class MemoryAndDeviceTests
{
    [Fact]
    public async Task B169_Memory_is_counted_to_the_byte()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 4;
            o.Memory = 2_200;
        });
        using var gate = new Gate();
        var holder = Gated.Remote.Pass(gate.Id, 1, new TaskOptions { Memory = 1_200 });
        await gate.ArrivalsAsync(1);

        Assert.Equal(3, await Sums.Remote.Add(1, 2, new TaskOptions { Memory = 1_000 }).Soon());
        var waits = Sums.Remote.Add(3, 4, new TaskOptions { Memory = 1_001 });
        Assert.Contains("memory", await waits.ExplainAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, new TaskOptions { Memory = 2_201 }).Soon());
        gate.Open();

        Assert.Equal(1, await holder.Soon());
        Assert.Equal(7, await waits.Soon());
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("3", 1)]
    [InlineData("3,5 , 1", 3)]
    [InlineData("GPU-8f1d,GPU-22aa", 2)]
    [InlineData("0,-1,2", 1)]
    public void B165_The_devices_that_the_environment_shows_are_counted(string? variable, int count) =>
        Assert.Equal(count, VisibleDevices.Count(variable));
}

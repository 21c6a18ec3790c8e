using System.Net.Sockets;

namespace Orleans.Polyfills.Frames;

/// <summary>What the whole process allocates is counted: nothing else may run meanwhile.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    private const int Connections = 16;
    private const int Announced = 100_000_000;

    // A buffer for receiving, and what the silo, the client and the test do meanwhile.
    private const int AllowedPerConnection = 4_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_length_without_the_bytes_costs_nothing(bool atGateway)
    {
        await silo.AssertServesAsync();
        var sockets = new List<Socket>();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Connections; i++)
        {
            var socket = await silo.IntroduceAsync(atGateway);
            sockets.Add(socket);
            await socket.SendAsync((byte[])[.. BitConverter.GetBytes(1_000), .. BitConverter.GetBytes(Announced), 1, 2, 3]);
        }

        await silo.AssertServesAsync();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        sockets.ForEach(static socket => socket.Dispose());

        Assert.True(allocated < Connections * AllowedPerConnection, $"{allocated} bytes were allocated for {Connections} announcements of {Announced}.");
    }
}

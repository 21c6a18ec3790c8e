using System.Globalization;
using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;
using Xunit.Abstractions;

namespace Orleans.Ray.Tests.Store;

/// <summary>
/// A node with several threads, and other processes that are killed and started again, use a store that is much smaller than what they put there. Every byte that is read is checked.
/// </summary>
/// <remarks><c>RAY_SOAK_SECONDS</c> says how long it lasts, <c>RAY_SOAK_SEED</c> what the workers choose.</remarks>
public sealed class StoreSoakTests(ITestOutputHelper output)
{
    private const int NodeThreads = 2;
    private const int Processes = 3;
    private const int MaxAdopted = 20;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(FromEnvironment("RAY_SOAK_SECONDS") ?? 20);
    private static readonly SoakPlan Plan = new(FromEnvironment("RAY_SOAK_SEED") ?? Random.Shared.Next(), Keys: 400, MaxSize: 256 * 1024, MaxHolds: 50, MaxPins: 4);

    private readonly Dictionary<long, StoredObject> _adopted = [];
    private int _workers;
    private int _kills;

    [Fact]
    public async Task Random_use_by_several_processes_reads_what_was_put_and_leaves_nothing()
    {
        output.WriteLine($"Seed {Plan.Seed}.");
        await using var served = new ServedStore(capacity: 8 << 20, configure: static options => options.CreateTimeout = TimeSpan.FromSeconds(60), time: TimeProvider.System, collects: true);
        using var ending = new CancellationTokenSource(Duration);
        try
        {
            var node = Enumerable.Range(0, NodeThreads).Select(_ => WorkInNode(served, ending.Token)).ToArray();
            var adopting = Task.Factory.StartNew(() => Adopt(served, ending.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await Task.WhenAll([.. node, adopting, .. Enumerable.Range(0, Processes).Select(index => RestartAsync(served, new Random(Plan.Seed + index), ending.Token))]);
            await AssertNothingIsLeftAsync(served);
        }
        catch (Exception exception)
        {
            // What is left behind then would hide it.
            output.WriteLine(exception.ToString());
            throw;
        }

        output.WriteLine($"{_kills} processes were killed. {served.Store.Statistics()}");
    }

    private static int? FromEnvironment(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private SoakPlan NextPlan() => Plan with { Seed = Plan.Seed + (1000 * Interlocked.Increment(ref _workers)) };

    private Task WorkInNode(ServedStore served, CancellationToken ending)
    {
        var worker = new SoakWorker(NextPlan(), served.Store, served.Get);
        return Task.Factory.StartNew(() => worker.Run(() => ending.IsCancellationRequested), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    // As the node takes over what tasks in other processes return.
    private void Adopt(ServedStore served, CancellationToken ending)
    {
        var random = new Random(Plan.Seed);
        while (!ending.IsCancellationRequested)
        {
            var key = random.NextInt64(Plan.Keys);
            if (served.Server.TryAdopt(Commands.InfoOf(key).Id, out var stored))
            {
                AssertHolds(stored, key);
                if (!_adopted.TryAdd(key, stored))
                {
                    stored.Dispose();
                }
            }

            if (_adopted.Count > MaxAdopted)
            {
                var let = _adopted.Keys.ElementAt(random.Next(_adopted.Count));
                _adopted[let].Dispose();
                _adopted.Remove(let);
            }

            Thread.Yield();
        }

        foreach (var (key, stored) in _adopted)
        {
            AssertHolds(stored, key);
            stored.Dispose();
        }
    }

    private static void AssertHolds(StoredObject stored, long key)
    {
        using var pin = stored.Pin();
        Assert.Equal(Plan.SizeOf(key), pin.Length);
        Assert.True(SeededContents.Are(pin.Span, key), $"Object {key}, adopted, is not what was put.");
    }

    /// <summary>One process after the other. All but the last are killed.</summary>
    private async Task RestartAsync(ServedStore served, Random random, CancellationToken ending)
    {
        while (true)
        {
            await using var process = await OtherProcess.StartAsync(served.Server.Path, ["soak", .. NextPlan().ToString().Split(' ')]);
            try
            {
                await Task.Delay(random.Next(1500), ending);
            }
            catch (OperationCanceledException)
            {
                process.EndInput();
                Assert.StartsWith("ended", await process.ReadAsync());
                await process.WaitForExitAsync();
                return;
            }

            process.Kill();
            await process.WaitForExitAsync();
            Assert.True(process.WasKilled, process.Errors);
            Interlocked.Increment(ref _kills);
        }
    }

    private static async Task AssertNothingIsLeftAsync(ServedStore served)
    {
        await WaitForCondition.HoldsAsync(() => served.Server.Connections == 0);
        await WaitForCondition.HoldsAsync(() =>
        {
            // Some holds and pins were left to the collector.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return served.Store.Statistics() is { Objects: 0, BytesInUse: 0, BytesPinned: 0, BytesOnDisk: 0, Waiting: 0 };
        });

        // Files are deleted a moment after their objects, and those of empty objects count no bytes.
        await WaitForCondition.HoldsAsync(() => !served.Under.SpillFiles.Any());
        Assert.Equal(0, served.Store.AwaitedObjects);
    }
}

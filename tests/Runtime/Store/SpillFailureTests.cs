using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class SpillFailureTests
{
    private const int Size = 900 * StoreUnderTest.Kilobyte;

    [Fact]
    public async Task A_failing_directory_is_left_alone_for_longer_and_longer()
    {
        using var test = new StoreUnderTest(directories: 2);
        var broken = test.Directories[0];
        test.Medium.CreateFails = path => path.StartsWith(broken, StringComparison.Ordinal) ? new IOException("No space left on device.") : null;
        var stored = new List<StoredObject>();
        async Task PutAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                stored.Add(await test.PutAsync(stored.Count, Size));
            }
        }

        await PutAsync(5);
        Assert.Equal(1, test.Statistics.SpillFailures);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await PutAsync(4);
        Assert.Equal(2, test.Statistics.SpillFailures);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        await PutAsync(2);
        Assert.Equal(2, test.Statistics.SpillFailures);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        test.Medium.CreateFails = static _ => null;
        await PutAsync(4);
        Assert.Contains(test.Medium.Created, path => path.StartsWith(broken, StringComparison.Ordinal));
        for (var i = 0; i < stored.Count; i++)
        {
            StoreUnderTest.AssertHolds(stored[i], i);
            stored[i].Dispose();
        }
    }

    [Fact]
    public async Task Where_no_directory_takes_an_object_it_stays_in_memory_and_is_tried_again()
    {
        using var test = new StoreUnderTest(directories: 2);
        test.Medium.CreateFails = static _ => new UnauthorizedAccessException("Access is denied.");
        using var one = test.Put(1, Size);
        var two = test.PutAsync(2, Size);
        await WaitForCondition.HoldsAsync(() => test.Statistics.SpillFailures == 2 && one.State == StoredObjectState.InMemory);
        StoreUnderTest.AssertHolds(one, 1);
        test.Time.Advance(test.Options.CreateTimeout);
        var failure = await Assert.ThrowsAsync<ObjectStoreFullException>(() => two);
        Assert.Contains("Access is denied", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing is pinned", failure.Message, StringComparison.Ordinal);

        // The clock may have brought about one more attempt.
        await WaitForCondition.HoldsAsync(() => one.State == StoredObjectState.InMemory);
        test.Medium.CreateFails = static _ => null;
        test.Time.Advance(TimeSpan.FromMinutes(1));
        using var three = await test.PutAsync(3, Size);
        Assert.Equal(StoredObjectState.Spilled, one.State);
        Assert.Empty(test.SpillFiles.Skip(1));
    }

    [Fact]
    public async Task A_reading_that_fails_once_is_repeated()
    {
        using var test = new StoreUnderTest(configure: WaitsForMemory);
        using var one = test.Put(1, Size);
        using var two = await test.PutAsync(2, Size);
        var failures = 2;
        test.Medium.OpenFails = _ => Interlocked.Decrement(ref failures) >= 0 ? new IOException("Input/output error.") : null;
        var pinning = one.PinAsync(CancellationToken.None).AsTask();
        await AdvanceUntilAsync(test, pinning);
        using var pin = await pinning;
        Assert.True(SeededBytes.Are(pin.Span, 1));
        Assert.Equal(0, test.Statistics.RestoreFailures);
    }

    [Fact]
    public async Task A_reading_that_goes_on_failing_says_what_is_lost_where_and_why()
    {
        using var test = new StoreUnderTest(configure: WaitsForMemory);
        using var one = test.Put(1, Size);
        using var two = await test.PutAsync(2, Size);
        test.Medium.OpenFails = static _ => new IOException("Input/output error.");
        var pinning = Enumerable.Range(0, 2).Select(_ => one.PinAsync(CancellationToken.None).AsTask()).ToArray();
        await AdvanceUntilAsync(test, Task.WhenAll(pinning));
        foreach (var pin in pinning)
        {
            var failure = await Assert.ThrowsAsync<ObjectLostException>(() => pin);
            Assert.Contains(test.Directories[0], failure.Message, StringComparison.Ordinal);
            Assert.Contains("Input/output error.", failure.Message, StringComparison.Ordinal);
            Assert.Contains(test.Store.List()[0].Info.Id.ToString(), failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal((1, StoredObjectState.Spilled), (test.Statistics.RestoreFailures, one.State));
        test.Medium.OpenFails = static _ => null;
        StoreUnderTest.AssertHolds(one, 1);
    }

    [Theory]
    [InlineData("short", "instead of")]
    [InlineData("changed", "checksum")]
    [InlineData("gone", "Could not find")]
    public async Task A_file_that_is_not_what_was_written_is_not_taken_for_the_object(string damage, string reason)
    {
        using var test = new StoreUnderTest(configure: WaitsForMemory);
        using var one = test.Put(1, Size);
        using var two = await test.PutAsync(2, Size);
        Damage(Assert.Single(test.SpillFiles), damage);
        var pinning = one.PinAsync(CancellationToken.None).AsTask();
        await AdvanceUntilAsync(test, pinning);
        Assert.Contains(reason, (await Assert.ThrowsAsync<ObjectLostException>(() => pinning)).Message, StringComparison.Ordinal);
        StoreUnderTest.AssertHolds(two, 2);
    }

    [Fact]
    public async Task A_restore_for_which_there_is_no_memory_fails_as_a_creation_does()
    {
        using var test = new StoreUnderTest();
        using var one = test.Put(1, Size);
        using var two = await test.PutAsync(2, Size);
        using var pin = two.Pin("Reader");
        var pinning = one.PinAsync(CancellationToken.None).AsTask();
        await test.WaitingAsync(1);
        test.Time.Advance(test.Options.CreateTimeout);
        Assert.Contains("Reader (1)", (await Assert.ThrowsAsync<ObjectStoreFullException>(() => pinning)).Message, StringComparison.Ordinal);
        pin.Dispose();
        StoreUnderTest.AssertHolds(one, 1);
    }

    private static void Damage(string file, string damage)
    {
        if (damage == "gone")
        {
            File.Delete(file);
            return;
        }

        using var stream = new FileStream(file, FileMode.Open);
        if (damage == "short")
        {
            stream.SetLength(stream.Length - 1);
            return;
        }

        stream.Position = stream.Length / 2;
        var one = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(one ^ 4));
    }

    // The clock runs while a disk of this machine is waited for.
    private static void WaitsForMemory(ObjectStoreOptions options) => options.CreateTimeout = Timeout.InfiniteTimeSpan;

    // The pauses between attempts.
    private static Task AdvanceUntilAsync(StoreUnderTest test, Task task) => WaitForCondition.HoldsAsync(() =>
    {
        test.Time.Advance(TimeSpan.FromMilliseconds(20));
        return task.IsCompleted;
    });
}

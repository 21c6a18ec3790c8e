using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Ray.Store;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace Orleans.Ray.Tests.Store.Values;

/// <summary>Values over a store of the test's own. Disposing checks that nothing is left in it.</summary>
internal sealed class ValuesUnderTest : IDisposable
{
    public const int Limit = 1024;

    private readonly StoreUnderTest _store;

    public ValuesUnderTest(long limit = Limit, long capacity = 64L << 20)
    {
        _store = new StoreUnderTest(capacity);
        Values = new ValueStore(_store.Store, KnownTypes(), new ObjectStoreLog(Logger), limit);
    }

    public ValueStore Values { get; }

    public ListLog Logger { get; } = new();

    public ObjectStoreStatistics Statistics => _store.Statistics;

    public StoreUnderTest Objects => _store;

    public StoredValue<T>? TryPut<T>(T value) => Values.TryPut(value, _store.Info());

    public StoredValue<T> Put<T>(T value) => TryPut(value) ?? throw new InvalidOperationException($"{value} was not stored.");

    /// <summary>Puts a value and hands it, read in both ways, to a check; nothing of it is left after.</summary>
    public void RoundTrip<T>(T value, Action<T> check)
    {
        var stored = Put(value);
        Check(stored.Read, check);
        Check(() => Values.Read<T>(stored.Object.Pin()), check);
        stored.Free();
    }

    /// <summary>Bytes as an object of the store.</summary>
    public StoredObject PutBytes(ReadOnlySpan<byte> bytes)
    {
        using var writer = _store.Store.Create(bytes.Length, _store.Info());
        writer.Write(0, bytes);
        return writer.Seal();
    }

    public static byte[] BytesOf(StoredObject stored)
    {
        using var pin = stored.Pin();
        return pin.Span.ToArray();
    }

    /// <summary>Looks at a value in a frame of its own, so that nothing refers to it after.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Check<T>(Func<T> read, Action<T> check) => check(read());

    /// <summary>Until views that nobody refers to have given back their pins.</summary>
    public void Collect(Func<bool> isDone)
    {
        for (var i = 0; i < 100 && !isDone(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(isDone(), "The collector did not find what nobody refers to.");
    }

    public void Dispose()
    {
        Values.Dispose();
        Collect(() => Statistics.BytesPinned == 0);
        _store.Dispose();
    }

    private static TypeManifestOptions KnownTypes()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        return services.GetRequiredService<IOptions<TypeManifestOptions>>().Value;
    }
}

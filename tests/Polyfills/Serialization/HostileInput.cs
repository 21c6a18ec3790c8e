using System.Reflection;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

/// <summary>Reads input that nobody wrote in good faith: it must fail in a documented way, or succeed, and cost no more than it weighs.</summary>
internal static class HostileInput
{
    // What reading may allocate however short the input is, and what each of its bytes may justify beyond that.
    private const long BaseAllocation = 1 << 20;
    private const long AllocationPerByte = 256;

    private static readonly Type[] Documented =
        [typeof(SerializerException), typeof(ArgumentException), typeof(FormatException), typeof(OverflowException), typeof(InvalidOperationException), typeof(KeyNotFoundException)];

    /// <returns>The exception, or null if the input could be read.</returns>
    public static Exception? Read<T>(byte[] input)
    {
        // The first time may make codecs; what it costs to read shows the second time.
        Attempt<T>(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Attempt<T>(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= BaseAllocation + (AllocationPerByte * input.Length), $"Reading {input.Length} bytes allocated {allocated}: {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, 400)))}");
        return exception;
    }

    public static void Fails<T>(byte[] input) => Assert.NotNull(Read<T>(input));

    private static Exception? Attempt<T>(byte[] input)
    {
        try
        {
            SerializerServices.Serializer.Deserialize<T>(input);
            return null;
        }
        catch (Exception exception) when (exception is not TargetInvocationException && Documented.Any(type => type.IsInstanceOfType(exception)))
        {
            return exception;
        }
        catch (Exception exception)
        {
            throw new InvalidDataException($"{exception.GetType()} for {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, 400)))}", exception);
        }
    }
}

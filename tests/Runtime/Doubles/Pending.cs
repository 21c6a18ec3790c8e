namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that hold a handle while they wait for an argument.</summary>
internal static partial class Pending
{
    [RayTask]
    public static async Task<int> PingAfter(int value, Guest.Handle guest) => value + await guest.Ping();
}

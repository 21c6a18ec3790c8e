namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that take and give what cannot be copied.</summary>
internal static partial class Plains
{
    [RayTask]
    public static int Take(Plain plain) => plain.Value;

    [RayTask]
    public static int TakeBoth(int number, Plain plain) => number + plain.Value;

    [RayTask]
    public static Plain Give() => new();

    [RayTask]
    public static async Task<Plain> GiveAsync()
    {
        await Task.Yield();
        return new Plain();
    }

    [RayTask]
    public static List<object> GiveInList() => [new Plain()];
}

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that return what they get.</summary>
internal static partial class Echoes
{
    [RayTask]
    public static T Echo<T>(T value) => value;

    [RayTask]
    public static async Task<T> EchoAsync<T>(T value)
    {
        await Task.Yield();
        return value;
    }

    [RayTask]
    public static string TypeOf<T>(T value) => value?.GetType().FullName ?? "null";
}

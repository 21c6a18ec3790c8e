namespace Orleans.Ray.Tests.Doubles;

/// <summary>How long a test waits for what must come, so that a hang fails and says what it waited for.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static async Task<T> Soon<T>(this ObjectRef<T> reference) => await Ray.GetAsync(reference, Limit);

    public static async Task<T[]> Soon<T>(this IReadOnlyList<ObjectRef<T>> references) => await Ray.GetAsync(references, Limit);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);
}

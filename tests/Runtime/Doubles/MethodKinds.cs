namespace Orleans.Ray.Tests.Doubles;

/// <summary>A task for each kind of signature.</summary>
internal static partial class MethodKinds
{
    [RayTask]
    public static T Generic<T>(T value, List<T> more)
        where T : notnull => more.Count > 0 ? more[0] : value;

    [RayTask]
    public static string Overloaded(int value) => $"int {value}";

    [RayTask]
    public static string Overloaded(string value) => $"string {value}";

    [RayTask]
    public static string Overloaded(int value, int other) => $"ints {value} {other}";

    [RayTask]
    public static string Defaults(int number = 7, string? text = "seven", DayOfWeek? day = DayOfWeek.Sunday) => $"{number} {text} {day}";

    [RayTask]
    public static int? Nullable(int? number, string? text) => number is null && text is null ? null : (number ?? 0) + (text?.Length ?? 0);

    [RayTask]
    public static int Params(string first, params int[] numbers) => first.Length + numbers.Sum();

    [RayTask]
    public static void Void(string gate) => Gate.Find(gate).Pass();

    [RayTask]
    public static async Task Task(string gate) => await Gate.Find(gate).PassAsync();

    [RayTask]
    public static async ValueTask ValueTask(string gate) => await Gate.Find(gate).PassAsync();

    [RayTask]
    public static async Task<int> TaskOfValue(int value)
    {
        await System.Threading.Tasks.Task.Yield();
        return value;
    }

    [RayTask]
    public static async ValueTask<int> ValueTaskOfValue(int value)
    {
        await System.Threading.Tasks.Task.Yield();
        return value;
    }
}

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tells null from what has been left out.</summary>
internal static partial class Literals
{
    [RayTask]
    public static string Tell(string? text = "x", int[]? items = null) => $"{text ?? "null"}/{items?.Length ?? -1}";
}

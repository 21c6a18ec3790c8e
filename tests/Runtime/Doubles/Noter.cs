using System.Globalization;

namespace Orleans.Ray.Tests.Doubles;

[RayActor]
internal sealed partial class Noter(string? name, List<int>? numbers = null)
{
    public string Note(int[]? items, int? limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{name ?? "nobody"} {numbers?.Count ?? 0}{items?.Length ?? -1:+0;-0;+0} {limit?.ToString(CultureInfo.InvariantCulture) ?? "null"}");
}

namespace Orleans.Ray.ActorTable;

/// <summary>The rows of one namespace, by name.</summary>
[GenerateSerializer, Alias("ray.ActorTableState")]
internal sealed class ActorTableState
{
    [Id(0)]
    public Dictionary<string, ActorRow> Rows { get; set; } = new(StringComparer.Ordinal);
}

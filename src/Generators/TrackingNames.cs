namespace Orleans.Ray.Generators;

/// <summary>The steps whose caching the tests look at.</summary>
internal static class TrackingNames
{
    public const string Tasks = nameof(Tasks);

    public const string TaskGroups = nameof(TaskGroups);

    public const string Actors = nameof(Actors);
}

namespace Orleans.Ray;

/// <summary>The grain storage that the tables of the global control state are kept in.</summary>
internal static class GcsStorage
{
    public const string Name = "gcs";
}

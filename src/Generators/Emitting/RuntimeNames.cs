namespace Orleans.Ray.Generators.Emitting;

/// <summary>What generated code calls.</summary>
internal static class RuntimeNames
{
    public const string Api = "global::Orleans.Ray.";

    public const string CodeGeneration = "global::Orleans.Ray.CodeGeneration.";

    public const string CancellationToken = "global::System.Threading.CancellationToken";

    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
}

using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>What generated code calls.</summary>
internal static class RuntimeNames
{
    public const string Api = "global::Orleans.Ray.";

    public const string CodeGeneration = "global::Orleans.Ray.CodeGeneration.";

    public const string CancellationToken = "global::System.Threading.CancellationToken";

    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    /// <summary>What a stub returns.</summary>
    public static string Reference(StubSignature signature) => $"{Api}{(signature.IsStream ? "ObjectRefStream" : "ObjectRef")}<{signature.Result}>";

    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
}

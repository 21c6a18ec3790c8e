namespace Orleans.Ray.Tests.Doubles;

/// <summary>A synchronization context that user code leaves behind.</summary>
internal sealed class Contextual : SynchronizationContext
{
    public static string NameOfCurrent() => Current?.GetType().Name ?? "none";
}

namespace Orleans.Ray.Store;

/// <summary>A request of another process that has no answer yet.</summary>
internal sealed class ServedRequest(ulong number) : CancellationTokenSource
{
    public ulong Number => number;
}

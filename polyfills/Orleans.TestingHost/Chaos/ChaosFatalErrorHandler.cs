using Orleans.Runtime;

namespace Orleans.Polyfill;

/// <summary>A silo that cannot go on ends its process: here it crashes, and the process goes on with the others.</summary>
internal sealed class ChaosFatalErrorHandler(Action<string> crash) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not (OperationCanceledException or ThreadAbortException);

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        crash($"{context ?? "A silo cannot go on."}{(exception is null ? string.Empty : $" {exception}")}");
}

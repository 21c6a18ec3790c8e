using Orleans.Runtime;

namespace Orleans.Conformance.Membership;

/// <summary>In place of the end of the process.</summary>
internal sealed class FatalErrors : IFatalErrorHandler
{
    private readonly TaskCompletionSource<string?> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string?> First => _first.Task;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) => _first.TrySetResult(context);
}

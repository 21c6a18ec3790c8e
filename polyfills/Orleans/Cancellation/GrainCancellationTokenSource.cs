namespace Orleans;

public sealed class GrainCancellationTokenSource : IDisposable
{
    public GrainCancellationTokenSource() => Token = new GrainCancellationToken(new SharedCancellation(Guid.NewGuid()));

    public GrainCancellationToken Token { get; }

    public bool IsCancellationRequested => Token.Shared.IsCancellationRequested;

    public Task Cancel() => Token.Shared.CancelEverywhereAsync();

    public void Dispose() => Token.Dispose();
}

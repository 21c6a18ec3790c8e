namespace Orleans.Ray.Tests.Doubles;

/// <summary>Collects garbage all the time, and has the store want memory.</summary>
internal sealed class GarbageStress : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public GarbageStress() => _work = Task.Run(Run);

    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _work.Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private void Run()
    {
        while (!_end.IsCancellationRequested)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
            Ray.Put(Bulk.NewBlock(-1));
        }
    }
}

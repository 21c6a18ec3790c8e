using Orleans.Polyfills.Chaos;

namespace Orleans.Polyfills.Clients;

internal sealed class Pager : IPager
{
    public Task<string> Page(string text) => Task.FromResult($"paged {text}");

    public void Beep(string text) => Signals.Raise(text);

    public async Task Wait(string started, CancellationToken cancellationToken)
    {
        Signals.Set(started);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => cancelled.SetResult());
        await cancelled.Task;
        Signals.Set($"{started} cancelled");
    }
}

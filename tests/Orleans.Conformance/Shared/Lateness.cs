using System.Diagnostics;

namespace Orleans.Conformance.Shared;

/// <summary>How much time a busy machine has taken from this process: by how much the ticks of a timer were late, in sum.</summary>
internal sealed class Lateness : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private readonly PeriodicTimer _timer = new(Period);
    private readonly Task _run;
    private TimeSpan _sum;

    public Lateness() => _run = RunAsync();

    public async Task<TimeSpan> EndAsync()
    {
        _timer.Dispose();
        await _run;
        return _sum;
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task RunAsync()
    {
        var last = Stopwatch.GetTimestamp();
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            var now = Stopwatch.GetTimestamp();
            var late = Stopwatch.GetElapsedTime(last, now) - Period;
            _sum += late > TimeSpan.Zero ? late : TimeSpan.Zero;
            last = now;
        }
    }
}

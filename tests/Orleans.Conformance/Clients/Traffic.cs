using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Clients;

/// <summary>Calls from many callers, one after another each, to ever new grains, until it is stopped.</summary>
internal sealed class Traffic
{
    private const int Callers = 16;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<(string Call, Task<string> Result)>[] _calls;
    private readonly Task[] _callers;
    private readonly IGrainFactory _grains;
    private readonly string _name = Names.New();
    private int _succeeded;

    public Traffic(IGrainFactory grains)
    {
        _grains = grains;
        _calls = [.. Enumerable.Range(0, Callers).Select(_ => new List<(string, Task<string>)>())];
        _callers = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => RunAsync(caller)))];
    }

    public Task UntilSucceeded(int more)
    {
        var goal = Volatile.Read(ref _succeeded) + more;
        return Patience.Until(() => Task.FromResult(Volatile.Read(ref _succeeded) >= goal));
    }

    /// <summary>Every call with its outcome; each of them has one.</summary>
    public async Task<List<(string Call, Task<string> Result)>> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers).Soon();
        return [.. _calls.SelectMany(calls => calls)];
    }

    private async Task RunAsync(int caller)
    {
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var call = $"{_name}-{caller}-{i}";
            var result = _grains.GetGrain<ICountedGrain>(call).Run(call);
            _calls[caller].Add((call, result));
            await result.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (result.IsCompletedSuccessfully)
            {
                Interlocked.Increment(ref _succeeded);
            }
            else
            {
                // A client without a way to the cluster answers at once: it must not keep the processor from those that work.
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }
        }
    }
}

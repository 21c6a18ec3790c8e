using System.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Polyfills.Chaos.Suite;

/// <content>The callers.</content>
internal sealed partial class ChaosRun
{
    private void StartCallers(IGrainFactory factory)
    {
        var origin = new CallOrigin(factory, Ledger);
        for (var i = 0; i < CallersPerOrigin; i++)
        {
            var random = new Random((_seed * 1000) + Interlocked.Increment(ref _origins));
            _callers.Enqueue(Task.Run(() => CallAsync(origin, random)));
        }
    }

    private async Task CallAsync(CallOrigin origin, Random random)
    {
        while (!_stopCallers.IsCancellationRequested)
        {
            try
            {
                await CallOnceAsync(origin, random);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                Ledger.Fail(exception);
                await Task.Delay(random.Next(1, 20));
            }
            catch (ObjectDisposedException exception)
            {
                // The silo from which this caller calls has been stopped and disposed of.
                Ledger.Fail(exception);
                return;
            }
            catch (Exception exception)
            {
                Ledger.Report($"a call ended with {exception}");
                return;
            }
        }
    }

    private async Task CallOnceAsync(CallOrigin origin, Random random)
    {
        var operation = Ledger.NewOperation();
        var grain = Pick(origin.Factory, random, out _, out _);
        switch (random.Next(12))
        {
            case 0:
                await EndsInTime(grain.Post(operation), "a one-way call");
                break;
            case 1:
                Ledger.Acknowledge(operation, await EndsInTime(grain.ApplySlowly(operation, TimeSpan.FromMilliseconds(random.Next(1, 10))), "a slow call"));
                break;
            case 2 or 3:
                Pick(origin.Factory, random, out var other, out var isReentrant);
                Ledger.Acknowledge(operation, await EndsInTime(grain.Relay(operation, other, isReentrant, Ledger.NewOperation()), "a relayed call"));
                break;
            case 4:
                Pick(origin.Factory, random, out var target, out var targetIsReentrant);
                Ledger.Acknowledge(operation, await EndsInTime(origin.Factory.GetGrain<ILedgerWorker>(random.Next(4)).Pass(target, targetIsReentrant, operation), "a call through a worker"));
                break;
            case 7:
                Ledger.Acknowledge(operation, await EndsInTime(grain.Tell(operation, origin.Observer, Ledger.NewOperation()), "a call that tells an observer"));
                break;
            case 5 when random.Next(10) == 0:
                await EndsInTime(grain.Leave(), "a request to leave");
                break;
            case 6 when random.Next(4) == 0:
                await EndsInTime(grain.StartTimer(), "a request for a timer");
                break;
            default:
                Ledger.Acknowledge(operation, await EndsInTime(grain.Apply(operation), "a call"));
                break;
        }
    }

    private ILedgerGrain Pick(IGrainFactory origin, Random random, out string key, out bool isReentrant)
    {
        (key, isReentrant) = (_keys[random.Next(_keys.Length)], random.Next(3) == 0);
        return origin.GetLedgerGrain(key, isReentrant);
    }

    // No reply is lost without an exception: whatever happens, a call ends within its timeout and a sweep.
    private async Task EndsInTime(Task call, string what)
    {
        var started = Stopwatch.GetTimestamp();
        if (await Task.WhenAny(call, Task.Delay(HangLimit)) != call)
        {
            Ledger.Report($"{what} has not ended {Stopwatch.GetElapsedTime(started)} after it began");
            throw new TimeoutException();
        }

        await call;
    }

    private async Task<T> EndsInTime<T>(Task<T> call, string what)
    {
        await EndsInTime((Task)call, what);
        return await call;
    }
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Chaos.Suite;

/// <content>What must be true once the faults are over.</content>
/// <remarks>
/// A probe that was lost while there were faults is found missing up to a probe's time-out after them: a silo may still be voted
/// dead then, and ends itself. Nothing can be asked of it or from it any more. What is checked begins anew with the silos that remain, as
/// often as one of them leaves, so that all checks have passed with the same silos in the end.
/// </remarks>
internal sealed partial class ChaosRun
{
    private InProcessSiloHandle[] _checked = [];

    private async Task CalmAsync()
    {
        _chaos.IsActive = false;
        _chaos.Heal();
        while (_cluster.Silos.Count < 2)
        {
            await StartSiloAsync();
        }

        await UntilAsync("every silo sees the same active silos", () => Blind(_cluster.Silos));
        await _stopCallers.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(HangLimit);
        while (HasChanged())
        {
            _checked = [.. _cluster.Silos];
            Assert.NotEmpty(_checked);
            try
            {
                await CheckAsync();
            }
            catch (SiloHasLeftException)
            {
                // The list has become shorter.
            }
        }
    }

    private async Task CheckAsync()
    {
        await UntilAsync("every silo sees the same active silos", () => Blind(_checked));
        if (_lateDeaths-- > 0)
        {
            await _checked[0].DeclareDeadAsync(_checked[^1].SiloAddress);
        }

        await UntilAsync("no message is under way", () => _chaos.Counts.Waiting == 0 ? null : $"{_chaos.Counts}");
        await UntilAsync("nobody waits for an answer", UnansweredRequest);
        await UntilEveryGrainAnswersAsync();
        await CheckIdentitiesAsync();
        await UntilObserversHearAsync();
        await UntilAsync("every activation is the one that is registered", FalseRegistrationAsync);
    }

    private static string? Blind(IReadOnlyCollection<InProcessSiloHandle> silos)
    {
        var expected = silos.Select(silo => silo.SiloAddress).ToHashSet();
        var blind = silos.FirstOrDefault(silo => !expected.SetEquals(silo.Oracle().GetActiveSilos()));
        return blind is null ? null : $"{blind.Name} at {blind} sees [{string.Join(", ", blind.Oracle().GetActiveSilos().Order())}], of [{string.Join(", ", silos.Select(silo => $"{silo.Name} at {silo}"))}]";
    }

    private string? UnansweredRequest()
    {
        foreach (var silo in _checked)
        {
            if (silo.ServiceProvider.GetRequiredService<SiloRuntime>().Calls.GetRequests().FirstOrDefault(IsOfApplication) is { } request)
            {
                return $"{silo.Name} waits for {request}";
            }
        }

        return _cluster.Client.ServiceProvider.GetRequiredService<CallRuntime>().Calls.GetRequests().FirstOrDefault(IsOfApplication) is { } ofClient ? $"the client waits for {ofClient}" : null;
    }

    // The silos' own services go on talking.
    private static bool IsOfApplication(Message request) => !WellKnownGrainTypes.IsSystemTarget(request.TargetGrain.Type);

    private async Task UntilEveryGrainAnswersAsync()
    {
        foreach (var origin in Origins())
        {
            foreach (var (key, isReentrant) in AllGrains())
            {
                await UntilAnsweredAsync(() => ApplyAsync(origin.GetLedgerGrain(key, isReentrant)));
            }
        }
    }

    private async Task<long> ApplyAsync(ILedgerGrain grain)
    {
        var operation = Ledger.NewOperation();
        var answer = await EndsInTime(grain.Apply(operation), "a call in the calm");
        Ledger.Acknowledge(operation, answer);
        return answer;
    }

    private async Task UntilObserversHearAsync()
    {
        foreach (var origin in Origins().Select(factory => new CallOrigin(factory, Ledger)).ToArray())
        {
            var grain = origin.Factory.GetLedgerGrain(_keys[0], isReentrant: false);
            var notice = 0L;
            await UntilAnsweredAsync(() =>
            {
                notice = Ledger.NewOperation();
                return EndsInTime(grain.Tell(Ledger.NewOperation(), origin.Observer, notice), "a call that tells an observer");
            });
            await UntilAsync("an observer hears", () => Ledger.HasRun(notice) ? null : $"notice {notice} has not come");
            GC.KeepAlive(origin);
        }
    }

    /// <summary>Whoever asks reaches the same activation.</summary>
    private async Task CheckIdentitiesAsync()
    {
        var origins = Origins().ToArray();
        foreach (var (key, isReentrant) in AllGrains())
        {
            await UntilAsync("the same activation answers everybody", async () =>
            {
                var identities = await Task.WhenAll(origins.Select(origin => UntilAnsweredAsync(() => EndsInTime(origin.GetLedgerGrain(key, isReentrant).Identify(), "a question in the calm"))));
                return identities.Distinct().Count() == 1 ? null : $"{key}{(isReentrant ? ", reentrant," : string.Empty)} answers as {string.Join(" and ", identities.Distinct())}";
            });
        }
    }

    // So there is one activation of each grain, and every silo would find it. What is not registered must be about to end.
    private async Task<string?> FalseRegistrationAsync()
    {
        foreach (var silo in _checked)
        {
            foreach (var activation in silo.ServiceProvider.GetRequiredService<Catalog>().Activations.Where(static activation => activation.GrainInstance is LedgerGrain))
            {
                foreach (var asked in _checked)
                {
                    var directory = asked.ServiceProvider.GetRequiredService<GrainDirectories>().Of(activation.Class);
                    var registered = await UntilAnsweredAsync(() => directory.Lookup(activation.GrainId).WaitAsync(HangLimit));
                    if (registered is null || !registered.Matches(activation.Address))
                    {
                        return $"{activation} is active, but {asked.Name} finds {registered} in the directory";
                    }
                }
            }
        }

        return null;
    }

    private bool HasChanged() => !_checked.SequenceEqual(_cluster.Silos);

    private IEnumerable<IGrainFactory> Origins() => _checked.Select(silo => silo.Factory()).Append(_cluster.Client);

    private IEnumerable<(string Key, bool IsReentrant)> AllGrains() => from key in _keys from isReentrant in new[] { false, true } select (key, isReentrant);

    // Also in the calm a call may time out: on a machine that is busy with other things, the silos' clocks go fast.
    private async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> call)
    {
        T? answer = default;
        await UntilAsync("a grain answers", async () =>
        {
            try
            {
                answer = await call();
                return null;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                return exception.Message;
            }
        });
        return answer!;
    }

    private Task UntilAsync(string what, Func<string?> problem) => UntilAsync(what, () => Task.FromResult(problem()));

    private async Task UntilAsync(string what, Func<Task<string?>> problem)
    {
        var started = Stopwatch.GetTimestamp();
        while (await problem() is { } text)
        {
            if (_checked.Length > 0 && HasChanged())
            {
                throw new SiloHasLeftException();
            }

            if (Stopwatch.GetElapsedTime(started) > HangLimit)
            {
                throw new TimeoutException($"This did not come true: {what}. Last seen: {text}");
            }

            await Task.Delay(5);
        }
    }

    private sealed class SiloHasLeftException : Exception;
}

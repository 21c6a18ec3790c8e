using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Polyfills.Chaos.Suite;

/// <content>What must be true once the faults are over.</content>
internal sealed partial class ChaosRun
{
    private async Task CalmAsync()
    {
        _chaos.IsActive = false;
        _chaos.Heal();
        while (_cluster.Silos.Count < 2)
        {
            await StartSiloAsync();
        }

        await UntilAsync("every silo sees the same active silos", () => Blind());
        _survivors = _cluster.Silos.Count;
        await _stopCallers.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(HangLimit);
        await UntilAsync("no message is under way", () => _chaos.Counts.Waiting == 0 ? null : $"{_chaos.Counts}");
        await UntilAsync("nobody waits for an answer", UnansweredRequest);
        await UntilEveryGrainAnswersAsync();
        await CheckIdentitiesAsync();
        await UntilAsync("every activation is the one that is registered", FalseRegistrationAsync);
    }

    // A silo may still find out that it has been declared dead, and leave the list.
    private string? Blind()
    {
        var silos = _cluster.Silos;
        var expected = silos.Select(silo => silo.SiloAddress).ToHashSet();
        var blind = silos.FirstOrDefault(silo => !expected.SetEquals(silo.Oracle().GetActiveSilos()));
        return blind is null ? null : $"{blind.Name} at {blind} sees [{string.Join(", ", blind.Oracle().GetActiveSilos().Order())}], of [{string.Join(", ", silos.Select(silo => $"{silo.Name} at {silo}"))}]";
    }

    private string? UnansweredRequest()
    {
        foreach (var silo in _cluster.Silos)
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
                string? failure = null;
                await UntilAsync($"{key} answers", async () =>
                {
                    try
                    {
                        var operation = Ledger.NewOperation();
                        Ledger.Acknowledge(operation, await EndsInTime(origin.GetLedgerGrain(key, isReentrant).Apply(operation), "a call in the calm"));
                        return null;
                    }
                    catch (Exception exception) when (exception is OrleansException or TimeoutException)
                    {
                        return failure = exception.Message;
                    }
                });
            }
        }
    }

    /// <summary>Whoever asks reaches the same activation.</summary>
    private async Task CheckIdentitiesAsync()
    {
        var origins = Origins().ToArray();
        foreach (var (key, isReentrant) in AllGrains())
        {
            var identities = await Task.WhenAll(origins.Select(origin => EndsInTime(origin.GetLedgerGrain(key, isReentrant).Identify(), "a question in the calm")));
            if (identities.Distinct().Count() > 1)
            {
                Ledger.Report($"{identities.Distinct().Count()} activations of {key}{(isReentrant ? ", reentrant," : string.Empty)} answer");
            }
        }
    }

    // So there is one activation of each grain, and every silo would find it. What is not registered must be about to end.
    private async Task<string?> FalseRegistrationAsync()
    {
        foreach (var silo in _cluster.Silos)
        {
            foreach (var activation in silo.ServiceProvider.GetRequiredService<Catalog>().Activations.Where(static activation => activation.GrainInstance is LedgerGrain))
            {
                foreach (var asked in _cluster.Silos)
                {
                    var registered = await asked.ServiceProvider.GetRequiredService<GrainDirectories>().Of(activation.Class).Lookup(activation.GrainId).WaitAsync(HangLimit);
                    if (registered is null || !registered.Matches(activation.Address))
                    {
                        return $"{activation} is active, but {asked.Name} finds {registered} in the directory";
                    }
                }
            }
        }

        return null;
    }

    private IEnumerable<IGrainFactory> Origins() => _cluster.Silos.Select(silo => silo.Factory()).Append(_cluster.Client);

    private IEnumerable<(string Key, bool IsReentrant)> AllGrains() => from key in _keys from isReentrant in new[] { false, true } select (key, isReentrant);

    private static Task UntilAsync(string what, Func<string?> problem) => UntilAsync(what, () => Task.FromResult(problem()));

    private static async Task UntilAsync(string what, Func<Task<string?>> problem)
    {
        var started = Stopwatch.GetTimestamp();
        while (await problem() is { } text)
        {
            if (Stopwatch.GetElapsedTime(started) > HangLimit)
            {
                throw new TimeoutException($"This did not come true: {what}. Last seen: {text}");
            }

            await Task.Delay(5);
        }
    }
}

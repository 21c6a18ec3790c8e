using Microsoft.Extensions.Hosting;

namespace Orleans.Conformance.Lifecycle;

internal sealed class RecordingHostedService(string name, List<string> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Add($"start {name}");

    public Task StopAsync(CancellationToken cancellationToken) => Add($"stop {name}");

    private Task Add(string entry)
    {
        lock (log)
        {
            log.Add(entry);
        }

        return Task.CompletedTask;
    }
}

using System.Diagnostics;
using System.Globalization;
using Orleans.Conformance.Processes;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Membership;

/// <summary>A silo that is a process of its own. It ends, at the latest, with the process of the tests.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _errors = [];

    private SiloProcess(params int[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(IProcessGrain).Assembly.GetName().Name + ".dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Select(static number => number.ToString(CultureInfo.InvariantCulture)).Prepend(program))
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "started")
            {
                _started.TrySetResult();
            }
        };
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _started.TrySetException(new InvalidOperationException($"The silo ended with {_process.ExitCode}: {Errors}"));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has logged: warnings and worse.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join(Environment.NewLine, _errors);
            }
        }
    }

    /// <summary>As the others see it, who must look it up first.</summary>
    public SiloAddress Address { get; set; } = null!;

    public int ExitCode => _process.ExitCode;

    public static async Task<SiloProcess> StartAsync(int siloPort, int gatewayPort, int primaryPort)
    {
        var silo = new SiloProcess(siloPort, gatewayPort, primaryPort, (int)StartLimit.TotalSeconds);
        try
        {
            await silo._started.Task.WaitAsync(StartLimit);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public void Kill() => _process.Kill();

    /// <summary>It goes on to exist, but does nothing: its connections stay open.</summary>
    public void Suspend() => Signal("STOP");

    public void Resume() => Signal("CONT");

    public void AskToStop() => Signal("TERM");

    public Task WaitForExitAsync() => _process.WaitForExitAsync().Soon();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Add(string? line)
    {
        lock (_errors)
        {
            _errors.Add(line ?? string.Empty);
        }
    }
}

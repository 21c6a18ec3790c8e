using System.Diagnostics;
using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Shared;

/// <summary>A redis-server of the tests' own, on a free port, that keeps nothing unless told to.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int StartAttempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("redis-conformance-").FullName;
    private Process? _process;

    /// <summary>A fixture that fails to start is not disposed of.</summary>
    public RedisServer() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    public int Port { get; private set; }

    /// <summary>Impatient to connect, since the server is near, but not with a machine that is busy elsewhere; otherwise as an application would have it.</summary>
    public ConfigurationOptions Options => new()
    {
        EndPoints = { { IPAddress.Loopback, Port } },
        AbortOnConnectFail = false,
        AllowAdmin = true,
        ConnectTimeout = 2000,
        SyncTimeout = 10_000,
        ReconnectRetryPolicy = new LinearRetry(100),
    };

    public async Task StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Port == 0)
            {
                Port = Ports.Next();
            }

            if (await TryStartAsync())
            {
                return;
            }

            Assert.True(attempt < StartAttempts, $"redis-server did not start on port {Port}.");

            // Somebody else took the port.
            Port = 0;
        }
    }

    /// <summary>As a power cut, after which the data is there.</summary>
    public async Task KillAsync(bool keepData)
    {
        if (keepData)
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(Options);
            await connection.GetDatabase().ExecuteAsync("SAVE");
            await connection.CloseAsync();
        }

        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>It keeps its connections, and answers nothing.</summary>
    public Task HangAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        if (_process is not null)
        {
            await KillAsync(keepData: false);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(static folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("These tests need redis-server, and it is not on the PATH. Install it, on Debian with: apt-get install redis-server");

    private void OnExit(object? sender, EventArgs args) => _process?.Kill();

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private async Task<bool> TryStartAsync()
    {
        var start = new ProcessStartInfo(FindProgram())
        {
            ArgumentList = { "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no", "--dir", _folder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = _process = Process.Start(start)!;
        var isReady = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                isReady.TrySetResult(false);
            }
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                isReady.TrySetResult(true);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await isReady.Task.WaitAsync(Patience))
        {
            return true;
        }

        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
        return false;
    }
}

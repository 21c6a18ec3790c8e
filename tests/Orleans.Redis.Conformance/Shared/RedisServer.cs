using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Orleans.Redis.Conformance.Shared;

/// <summary>A redis-server of the tests' own, on a free port, that keeps nothing unless told to.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int StartAttempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("redis-conformance-").FullName;
    private Process? _process;

    public int Port { get; private set; }

    /// <summary>Impatient, since the server is near; otherwise as an application would have it.</summary>
    public ConfigurationOptions Options => new()
    {
        EndPoints = { { IPAddress.Loopback, Port } },
        AbortOnConnectFail = false,
        AllowAdmin = true,
        ConnectTimeout = 2000,
        SyncTimeout = 3000,
        ReconnectRetryPolicy = new LinearRetry(100),
    };

    public async Task StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Port == 0)
            {
                Port = FindPort();
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
            using var connection = await ConnectionMultiplexer.ConnectAsync(Options);
            await connection.GetDatabase().ExecuteAsync("SAVE");
        }

        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync(keepData: false);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(static folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("These tests need redis-server, and it is not on the PATH. Install it, on Debian with: apt-get install redis-server");

    private async Task<bool> TryStartAsync()
    {
        var start = new ProcessStartInfo(FindProgram())
        {
            ArgumentList = { "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no", "--dir", _folder },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
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
            _process = process;
            return true;
        }

        await process.WaitForExitAsync();
        process.Dispose();
        return false;
    }
}

using System.Diagnostics;
using System.Threading.Channels;

namespace Orleans.Ray.Tests.Store;

/// <summary>Another process that uses a node's store and does what it is told. It ends, at the latest, with the process of the tests: its standard input does.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly List<string> _errors = [];

    private OtherProcess(string socket, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Orleans.Ray.StoreProcess.dll");
        var start = new ProcessStartInfo("dotnet", [program, socket, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // One that is meant to crash leaves no dump behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _answers.Writer.TryComplete();
            }
            else
            {
                _answers.Writer.TryWrite(line.Data);
            }
        };
        _process.ErrorDataReceived += (_, line) => AddError(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Whether it ended by <see cref="Kill"/>, and not by itself.</summary>
    public bool WasKilled => ExitCode == (OperatingSystem.IsWindows() ? -1 : 128 + 9);

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

    public static async Task<OtherProcess> StartAsync(string socket, params string[] arguments)
    {
        var process = new OtherProcess(socket, arguments);
        try
        {
            Assert.Equal("started", await process.ReadAsync());
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has it do something; what it says to that.</summary>
    public async Task<string> RunAsync(string command)
    {
        Tell(command);
        return await ReadAsync();
    }

    public async Task RunAsync(string command, string answer) => Assert.Equal(answer, await RunAsync(command));

    public void Tell(string command) => _process.StandardInput.WriteLine(command);

    public async Task<string> ReadAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return await _answers.Reader.ReadAsync(limit.Token);
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"The process ended: {Errors}");
        }
    }

    /// <summary>Has it end by itself.</summary>
    public void EndInput() => _process.StandardInput.Close();

    public void Kill() => _process.Kill();

    public Task WaitForExitAsync() => _process.WaitForExitAsync().WaitAsync(Limit);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
        _process.Dispose();
    }

    private void AddError(string? line)
    {
        lock (_errors)
        {
            _errors.Add(line ?? string.Empty);
        }
    }
}

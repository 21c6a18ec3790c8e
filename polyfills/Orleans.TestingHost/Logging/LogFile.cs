using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orleans.TestingHost.Logging;

/// <summary>The log of one silo or client, in a file that is created with the first entry.</summary>
internal sealed class LogFile(string path) : ILoggerProvider
{
    private readonly Lock _gate = new();
    private StreamWriter? _writer;
    private bool _isClosed;

    public static void AddTo(ILoggingBuilder logging, string clusterId, string name) =>
        logging.AddProvider(new LogFile(Path.Combine(
            "logs", clusterId, string.Create(CultureInfo.InvariantCulture, $"{name}-{DateTime.UtcNow:yyyyMMdd-HHmmss-fffffff}.log"))));

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

    public void Write(string text)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_writer is null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                _writer = new StreamWriter(path, append: true) { AutoFlush = true };
            }

            _writer.WriteLine(text);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _writer?.Dispose();
        }
    }
}

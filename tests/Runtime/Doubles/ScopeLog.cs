using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A logger of the program's own, whose factory has Ray's scopes, and which keeps each line with the scopes around it.</summary>
internal static class ScopeLog
{
    private static readonly Recorder Provider = new();

    private static readonly ILogger Logger = LoggerFactory.Create(static logging => logging.AddRayScopes().AddProvider(Provider)).CreateLogger("test");

    private static readonly Action<ILogger, string, Exception?> LogLine = LoggerMessage.Define<string>(LogLevel.Information, new EventId(1), "{Line}");

    public static void Write(string line)
    {
        using (Logger.BeginScope("its own"))
        {
            LogLine(Logger, line, null);
        }
    }

    /// <summary>The scopes of a line, outermost first.</summary>
    public static IReadOnlyList<object?> ScopesOf(string line) => Provider.Lines[line];

    public static IReadOnlyDictionary<string, object?> ValuesOf(string line) =>
        ScopesOf(line).OfType<IReadOnlyList<KeyValuePair<string, object?>>>().SelectMany(static scope => scope).ToDictionary(static value => value.Key, static value => value.Value);

    private sealed class Recorder : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider? _scopes;

        public ConcurrentDictionary<string, List<object?>> Lines { get; } = new();

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<object?>();
            _scopes?.ForEachScope(static (scope, list) => list.Add(scope), scopes);
            Lines[formatter(state, exception)] = scopes;
        }

        public void Dispose()
        {
        }
    }
}

namespace Microbenchmark.Cli;

/// <summary>The rows could not be measured on one processor.</summary>
internal sealed class OneCoreException(string message, Exception? inner = null) : Exception(message, inner);

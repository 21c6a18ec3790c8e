namespace Microbenchmark.Measuring;

/// <summary>A row could not be measured; the message says which and why.</summary>
internal sealed class RowFailedException(Row row, Exception innerException)
    : Exception($"'{row.Name}' failed: {innerException.GetType().Name}: {innerException.Message}", innerException);

namespace Orleans.Serialization.Buffers;

/// <summary>Marks a reader of contiguous memory.</summary>
public readonly struct SpanReaderInput;

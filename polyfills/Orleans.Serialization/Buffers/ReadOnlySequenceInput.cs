namespace Orleans.Serialization.Buffers;

/// <summary>Marks a reader of a sequence of segments.</summary>
public readonly struct ReadOnlySequenceInput;

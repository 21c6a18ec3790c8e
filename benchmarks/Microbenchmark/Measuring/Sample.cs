namespace Microbenchmark.Measuring;

/// <summary>One round.</summary>
/// <param name="Value">In the row's unit.</param>
/// <param name="BytesPerOperation">Bytes that the whole process allocated, for each operation.</param>
internal readonly record struct Sample(double Value, double BytesPerOperation);

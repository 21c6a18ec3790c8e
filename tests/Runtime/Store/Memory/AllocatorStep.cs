namespace Orleans.Ray.Tests.Store;

/// <summary>One step of a history of an allocator.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Size">Bytes that are asked for.</param>
/// <param name="Index">Which of the blocks in use.</param>
internal readonly record struct AllocatorStep(AllocatorStepKind Kind, long Size, int Index);

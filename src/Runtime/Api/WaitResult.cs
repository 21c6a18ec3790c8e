namespace Orleans.Ray;

/// <summary>What <see cref="Ray.WaitAsync{T}(IReadOnlyList{ObjectRef{T}}, int, TimeSpan?, bool, CancellationToken)"/> found. Both lists keep the order of the references that were waited for.</summary>
/// <typeparam name="T">The objects' type.</typeparam>
/// <param name="Ready">References that are ready or have failed; never more than asked for.</param>
/// <param name="Remaining">All the others.</param>
public readonly record struct WaitResult<T>(IReadOnlyList<ObjectRef<T>> Ready, IReadOnlyList<ObjectRef<T>> Remaining);

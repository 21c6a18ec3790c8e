namespace Orleans.Ray.Store;

/// <summary>Where objects are made: the store itself in the node's own process, a connection to it in another one.</summary>
internal interface IObjectStore
{
    /// <inheritdoc cref="ObjectStore.Create"/>
    StoreWriter Create(long size, in StoredObjectInfo info);

    /// <inheritdoc cref="ObjectStore.CreateAsync"/>
    ValueTask<StoreWriter> CreateAsync(long size, in StoredObjectInfo info, CancellationToken cancellationToken = default);
}

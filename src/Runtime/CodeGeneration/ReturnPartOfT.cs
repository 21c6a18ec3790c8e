using Orleans.Ray.Store;

namespace Orleans.Ray.CodeGeneration;

/// <summary>A part of a known type.</summary>
internal sealed class ReturnPart<T>(T value, StoredValue<T>? stored) : ReturnPart
{
    public T Value => value;

    public StoredValue<T>? Stored => stored;

    public override void Free() => stored?.Free();
}

namespace Orleans.Ray.Store;

/// <summary>A stored value of a type that is more exact than the static one.</summary>
internal sealed class AdaptedValue<TStatic, T>(StoredValue<T> stored) : StoredValue<TStatic>(stored.Object)
{
    public override bool IsReadInPlace => stored.IsReadInPlace;

    public override TStatic Read() => (TStatic)(object)stored.Read()!;
}

namespace Orleans.Serialization.TypeSystem;

/// <summary>Numbers types as they are first used, so that a provider finds its codec for T by index.</summary>
internal static class TypeSlot<T>
{
    public static readonly int Index = TypeSlots.Next();
}

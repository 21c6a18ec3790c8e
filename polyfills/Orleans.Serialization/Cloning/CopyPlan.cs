namespace Orleans.Serialization.Cloning;

internal abstract class CopyPlan
{
    /// <summary>Whether no member needs a copy of its own.</summary>
    public abstract bool SharesAll { get; }
}

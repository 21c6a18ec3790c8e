namespace Orleans.Ray.CodeGeneration;

/// <summary>One of several values that a run has returned, kept as its object will keep it: in the object store, or as a copy. It is the run's own until that has ended well.</summary>
internal abstract class ReturnPart
{
    /// <summary>Gives back what the store has of it.</summary>
    public abstract void Free();
}

namespace Orleans.Ray.Objects;

/// <summary>Something immutable that may lie in memory of the store, which whoever reads it may give back.</summary>
internal interface IDetachable
{
    /// <summary>The same in memory that nobody gives back: itself, where it is there already.</summary>
    object Detach();
}

namespace Orleans.Ray.Objects;

/// <summary>An object of another node, whatever its type.</summary>
internal interface IForeignObject
{
    /// <summary>The node that has it.</summary>
    NodeId Home { get; }
}

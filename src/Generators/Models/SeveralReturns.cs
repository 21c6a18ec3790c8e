namespace Orleans.Ray.Generators.Models;

/// <summary>How what a method returns becomes several objects: the elements of a tuple, or the items of a sequence.</summary>
/// <param name="Elements">The elements; empty for a sequence.</param>
/// <param name="ItemType">The type of the items, fully qualified; null for a tuple.</param>
/// <param name="SequenceType">The sequence as the method declares it; null for a tuple.</param>
internal sealed record SeveralReturns(EquatableArray<ReturnElement> Elements, string? ItemType, string? SequenceType);

namespace Orleans.Ray.Generators.Models;

/// <summary>One element of a tuple that becomes an object of its own.</summary>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Name">The name that the method gives it; null where it gives none.</param>
internal sealed record ReturnElement(string Type, string? Name);

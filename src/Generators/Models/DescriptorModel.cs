namespace Orleans.Ray.Generators.Models;

/// <summary>What an attribute says.</summary>
/// <param name="Name">The name of the task or actor class.</param>
/// <param name="Settings">What the attribute sets, as assignments.</param>
internal sealed record DescriptorModel(string Name, EquatableArray<string> Settings);

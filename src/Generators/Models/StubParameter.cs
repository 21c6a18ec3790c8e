namespace Orleans.Ray.Generators.Models;

/// <summary>One parameter of a stub.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Type">The type that the method declares, fully qualified.</param>
/// <param name="WithoutAnnotations">The same without the annotations for null; null where it has none.</param>
/// <param name="Form">How values reach it.</param>
/// <param name="ItemType">The type of its items, for <see cref="ParameterForm.Params"/>.</param>
/// <param name="Default">The method's default, as an expression; null where the argument is required.</param>
/// <param name="InfersTypes">Whether type parameters of the method are part of the type, so that a call may say what they are by what it passes.</param>
internal sealed record StubParameter(string Name, string Type, string? WithoutAnnotations, ParameterForm Form, string? ItemType, string? Default, bool InfersTypes);

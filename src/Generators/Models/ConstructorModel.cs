namespace Orleans.Ray.Generators.Models;

/// <summary>One constructor that <c>Remote.Create</c> can call.</summary>
internal sealed record ConstructorModel(string Accessibility, StubSignature Signature);

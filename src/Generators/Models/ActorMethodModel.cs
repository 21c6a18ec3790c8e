namespace Orleans.Ray.Generators.Models;

/// <summary>One method that an actor's handle exposes.</summary>
/// <param name="Signature">The method.</param>
/// <param name="Settings">What its attribute sets, as assignments.</param>
internal sealed record ActorMethodModel(StubSignature Signature, EquatableArray<string> Settings);

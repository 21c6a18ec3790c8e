namespace Orleans.Ray.Generators.Models;

/// <summary>One method that is a task.</summary>
internal sealed record TaskModel(TypeShell Shell, string RemoteAccessibility, string Accessibility, DescriptorModel Descriptor, StubSignature Signature);

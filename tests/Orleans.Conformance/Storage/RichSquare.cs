namespace Orleans.Conformance.Storage;

public sealed record RichSquare(string Name, double Side) : RichShape(Name);

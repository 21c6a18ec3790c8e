namespace Orleans.Conformance.Storage;

public sealed record RichCircle(string Name, double Radius) : RichShape(Name);

namespace Orleans.Conformance.Storage;

public abstract record RichShape(string Name);

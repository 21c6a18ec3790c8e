namespace Orleans.Conformance.Storage;

public readonly record struct RichPoint(int X, int Y);

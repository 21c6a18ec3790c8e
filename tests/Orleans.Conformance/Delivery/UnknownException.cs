namespace Orleans.Conformance.Delivery;

/// <summary>Nothing serializes this one.</summary>
public sealed class UnknownException(string message) : Exception(message);

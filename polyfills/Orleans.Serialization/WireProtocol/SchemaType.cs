namespace Orleans.Serialization.WireProtocol;

/// <summary>How a field header names the type of its value.</summary>
public enum SchemaType : uint
{
    Expected = 0,
    WellKnown = 8,
    Encoded = 16,
    Referenced = 24,
}

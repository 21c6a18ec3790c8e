namespace Orleans.Serialization.WireProtocol;

/// <summary>How a field header names the type of its value.</summary>
internal enum SchemaType : uint
{
    Expected = 0,
    WellKnown = 8,
    Encoded = 16,
    Referenced = 24,
}

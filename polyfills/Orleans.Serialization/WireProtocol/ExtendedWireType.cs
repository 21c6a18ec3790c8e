namespace Orleans.Serialization.WireProtocol;

public enum ExtendedWireType : uint
{
    EndTagDelimited = 0,
    EndBaseFields = 8,
}

namespace Orleans.Serialization.WireProtocol;

internal enum ExtendedWireType : uint
{
    EndTagDelimited = 0,
    EndBaseFields = 8,
}
